-- create people
--
-- revision: a10001
-- down-revision: none

-- upgrade
CREATE TABLE people (
    id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    nick text,
    name text NOT NULL
);

-- downgrade
DROP TABLE people;
