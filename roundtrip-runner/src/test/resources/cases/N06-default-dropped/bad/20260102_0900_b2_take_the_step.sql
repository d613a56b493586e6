-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE customers ALTER COLUMN level DROP DEFAULT;

-- downgrade
ALTER TABLE customers ALTER COLUMN level SET DEFAULT 1;
