-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE pins ADD CONSTRAINT pins_at CHECK (at IS NOT NULL);

-- downgrade
ALTER TABLE pins DROP CONSTRAINT pins_at;
