-- add plans
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE customers ADD COLUMN plan text CHECK (plan IS NULL OR plan IN ('basic', 'gold'));

-- downgrade
ALTER TABLE customers DROP COLUMN plan;
