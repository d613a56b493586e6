-- create the tables
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE customers (id integer PRIMARY KEY, code text CONSTRAINT customers_code UNIQUE);

-- downgrade
DROP TABLE customers;
