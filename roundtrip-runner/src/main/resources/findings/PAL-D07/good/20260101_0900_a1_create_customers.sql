-- create customers
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE customers (id integer PRIMARY KEY, age integer NOT NULL CHECK (age > 18 AND age < 150));

-- downgrade
DROP TABLE customers;
