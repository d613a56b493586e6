-- create the tables
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE customers (id integer PRIMARY KEY, name text);
CREATE VIEW names AS SELECT name FROM customers;

-- downgrade
DROP VIEW names;
DROP TABLE customers;
