-- create the tables
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE customers (id integer PRIMARY KEY, name text, level integer NOT NULL DEFAULT 1);

-- downgrade
DROP TABLE customers;
