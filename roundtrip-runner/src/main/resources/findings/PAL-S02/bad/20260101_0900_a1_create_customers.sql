-- create customers
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE customers (id integer PRIMARY KEY, level integer NOT NULL CONSTRAINT sane CHECK (level BETWEEN 1 AND 9));

-- downgrade
DROP TABLE customers;
