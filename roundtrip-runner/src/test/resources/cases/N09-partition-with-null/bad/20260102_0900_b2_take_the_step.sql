-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE events ALTER COLUMN kind SET NOT NULL;

-- downgrade
ALTER TABLE events ALTER COLUMN kind DROP NOT NULL;
