-- create people
--
-- revision: a10001
-- down-revision: none

-- upgrade
CREATE TABLE people (id bigint PRIMARY KEY, name text);

-- downgrade
DROP TABLE people;
