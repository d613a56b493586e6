-- index the orders of a customer by day
-- revision: b2
-- down-revision: a1

-- upgrade
CREATE INDEX orders_customer_placed_on_idx ON orders (customer, placed_on);

-- downgrade
DROP INDEX orders_customer_placed_on_idx;
