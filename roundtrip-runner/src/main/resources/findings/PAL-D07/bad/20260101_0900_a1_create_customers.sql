-- create customers
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE customers (id integer PRIMARY KEY, age integer NOT NULL CHECK (age > 150 AND age < 18));

-- downgrade
DROP TABLE customers;
