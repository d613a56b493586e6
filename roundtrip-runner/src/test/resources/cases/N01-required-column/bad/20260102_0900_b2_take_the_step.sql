-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE customers ADD COLUMN country text NOT NULL;

-- downgrade
ALTER TABLE customers DROP COLUMN country;
