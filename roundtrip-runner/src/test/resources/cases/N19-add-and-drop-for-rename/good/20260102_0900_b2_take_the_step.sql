-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE customers RENAME COLUMN full_name TO name;

-- downgrade
ALTER TABLE customers RENAME COLUMN name TO full_name;
