-- create the tables
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE customers (id integer PRIMARY KEY, name text NOT NULL);

-- downgrade
DROP TABLE customers;
