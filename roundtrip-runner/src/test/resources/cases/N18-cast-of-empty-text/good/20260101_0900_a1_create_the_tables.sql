-- create the tables
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE customers (id integer PRIMARY KEY, age text CHECK (age ~ '^[0-9]{0,3}$'));

-- downgrade
DROP TABLE customers;
