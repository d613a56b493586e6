-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE customers ALTER COLUMN level SET DEFAULT 2;

-- downgrade
ALTER TABLE customers ALTER COLUMN level SET DEFAULT 1;
