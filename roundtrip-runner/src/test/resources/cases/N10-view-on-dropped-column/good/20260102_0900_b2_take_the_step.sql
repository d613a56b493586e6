-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE customers ADD COLUMN nick text;

-- downgrade
ALTER TABLE customers DROP COLUMN nick;
