-- create members
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE members (
    id       bigint PRIMARY KEY,
    club     bigint NOT NULL,
    email    text NOT NULL,
    nickname text,
    UNIQUE (club, email)
);
CREATE UNIQUE INDEX members_nickname_idx ON members (club, nickname) WHERE nickname IS NOT NULL;

-- downgrade
DROP TABLE members;
