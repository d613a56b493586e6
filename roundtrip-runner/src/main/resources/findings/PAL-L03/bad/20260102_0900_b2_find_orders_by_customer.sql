-- find orders by customer
-- revision: b2
-- down-revision: a1

-- upgrade
SET LOCAL lock_timeout = '2s';
CREATE INDEX orders_customer_id_idx ON orders (customer_id);

-- downgrade
DROP INDEX orders_customer_id_idx;
