-- create the tables
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE tickets (id integer PRIMARY KEY, state text CHECK (state IN ('n', 'o', 'c')));

-- downgrade
DROP TABLE tickets;
