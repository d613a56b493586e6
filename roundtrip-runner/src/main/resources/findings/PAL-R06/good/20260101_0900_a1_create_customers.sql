-- create customers
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE customers (id integer PRIMARY KEY, email text NOT NULL UNIQUE);

-- downgrade
DROP TABLE customers;
