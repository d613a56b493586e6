-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE customers ADD COLUMN name text;
ALTER TABLE customers DROP COLUMN full_name;

-- downgrade
ALTER TABLE customers ADD COLUMN full_name text;
ALTER TABLE customers DROP COLUMN name;
