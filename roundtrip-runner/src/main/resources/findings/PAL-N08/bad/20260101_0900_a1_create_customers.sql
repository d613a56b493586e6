-- create customers
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE customers (id integer PRIMARY KEY, level text);

-- downgrade
DROP TABLE customers;
