-- create the tables
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE customers (id integer PRIMARY KEY, name text);
CREATE TABLE blocked (id integer PRIMARY KEY, customer_id integer);

-- downgrade
DROP TABLE blocked;
DROP TABLE customers;
