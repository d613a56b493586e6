-- create users
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL);

-- downgrade
DROP TABLE users;
