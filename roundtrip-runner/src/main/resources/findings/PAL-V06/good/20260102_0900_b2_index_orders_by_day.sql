-- index the orders of a customer by day
-- revision: b2
-- down-revision: a1

-- upgrade
CREATE INDEX orders_customer_placed_on_idx ON orders (customer, placed_on);
DROP INDEX orders_customer_idx;

-- downgrade
CREATE INDEX orders_customer_idx ON orders (customer);
DROP INDEX orders_customer_placed_on_idx;
