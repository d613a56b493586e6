-- create the tables
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TYPE state AS ENUM ('new', 'open', 'closed');
CREATE TABLE tickets (id integer PRIMARY KEY, state state NOT NULL);

-- downgrade
DROP TABLE tickets;
DROP TYPE state;
