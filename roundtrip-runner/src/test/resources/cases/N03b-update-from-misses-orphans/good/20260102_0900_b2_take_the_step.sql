-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE orders ADD COLUMN city text DEFAULT '';
UPDATE orders o SET city = c.city FROM customers c WHERE c.id = o.customer_id;
ALTER TABLE orders ALTER COLUMN city SET NOT NULL;

-- downgrade
ALTER TABLE orders DROP COLUMN city;
