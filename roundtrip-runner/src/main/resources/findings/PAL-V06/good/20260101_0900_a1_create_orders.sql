-- create orders
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE orders (id bigint PRIMARY KEY, customer text NOT NULL, placed_on date NOT NULL);
CREATE INDEX orders_customer_idx ON orders (customer);

-- downgrade
DROP TABLE orders;
