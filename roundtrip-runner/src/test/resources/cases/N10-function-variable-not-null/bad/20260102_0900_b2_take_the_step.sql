-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE settings RENAME COLUMN level TO old_level;
ALTER TABLE settings ADD COLUMN level integer;

-- downgrade
ALTER TABLE settings DROP COLUMN level;
ALTER TABLE settings RENAME COLUMN old_level TO level;
