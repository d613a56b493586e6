-- create members
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE members (
    id    bigint PRIMARY KEY,
    club  bigint,
    email text NOT NULL,
    UNIQUE (club, email)
);

-- downgrade
DROP TABLE members;
