-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE customers ADD COLUMN name given_name;

-- downgrade
ALTER TABLE customers DROP COLUMN name;
