-- find orders by customer
-- revision: b2
-- down-revision: a1

-- upgrade
-- transaction: none
CREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id);

-- downgrade
-- transaction: none
DROP INDEX CONCURRENTLY orders_customer_id_idx;
