-- create customers
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE customers (id integer PRIMARY KEY, full_name text NOT NULL DEFAULT '');

-- downgrade
DROP TABLE customers;
