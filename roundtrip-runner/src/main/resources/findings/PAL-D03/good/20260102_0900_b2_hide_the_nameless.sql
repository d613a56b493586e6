-- hide the nameless
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE customers ADD COLUMN hidden boolean NOT NULL DEFAULT false;
UPDATE customers SET hidden = true WHERE name = '';

-- downgrade
ALTER TABLE customers DROP COLUMN hidden;
