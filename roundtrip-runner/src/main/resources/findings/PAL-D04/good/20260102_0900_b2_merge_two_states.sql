-- merge two states
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE customers ADD COLUMN phase text;
UPDATE customers SET phase = CASE WHEN status IN ('new', 'started') THEN 'open' ELSE status END;

-- downgrade
ALTER TABLE customers DROP COLUMN phase;
