-- create the tables
-- revision: a1
-- down-revision: none

-- upgrade
CREATE DOMAIN given_name AS text NOT NULL;
CREATE TABLE customers (id integer PRIMARY KEY, name given_name);
CREATE TABLE orders (id integer PRIMARY KEY, customer_id integer);

-- downgrade
DROP TABLE orders;
DROP TABLE customers;
DROP DOMAIN given_name;
