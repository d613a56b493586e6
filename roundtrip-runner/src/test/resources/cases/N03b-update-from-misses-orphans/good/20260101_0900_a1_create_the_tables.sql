-- create the tables
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE customers (id integer PRIMARY KEY, city text NOT NULL);
CREATE TABLE orders (id integer PRIMARY KEY, customer_id integer REFERENCES customers);
CREATE INDEX ON orders (customer_id);

-- downgrade
DROP TABLE orders;
DROP TABLE customers;
