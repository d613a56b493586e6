-- create customers
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE customers (id integer PRIMARY KEY, level integer NOT NULL DEFAULT 1);

-- downgrade
DROP TABLE customers;
