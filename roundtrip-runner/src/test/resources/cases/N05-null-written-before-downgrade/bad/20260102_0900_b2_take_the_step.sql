-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE customers ALTER COLUMN name DROP NOT NULL;

-- downgrade
ALTER TABLE customers ALTER COLUMN name SET NOT NULL;
