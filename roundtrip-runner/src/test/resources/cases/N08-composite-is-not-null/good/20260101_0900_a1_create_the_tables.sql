-- create the tables
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TYPE spot AS (x integer, y integer);
CREATE TABLE pins (id integer PRIMARY KEY, at spot NOT NULL);

-- downgrade
DROP TABLE pins;
DROP TYPE spot;
