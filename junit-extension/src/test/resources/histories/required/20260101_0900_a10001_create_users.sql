-- create users
-- revision: a10001
-- down-revision: none

-- upgrade
CREATE TABLE users (id integer PRIMARY KEY, email text);

-- downgrade
DROP TABLE users;
