-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE customers ADD COLUMN state text;
UPDATE customers SET state = 'open' WHERE id NOT IN (SELECT customer_id FROM blocked);
UPDATE customers SET state = 'blocked' WHERE id IN (SELECT customer_id FROM blocked);
ALTER TABLE customers ALTER COLUMN state SET NOT NULL;

-- downgrade
ALTER TABLE customers DROP COLUMN state;
