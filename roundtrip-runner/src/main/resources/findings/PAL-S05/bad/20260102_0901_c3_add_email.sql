-- add email
-- revision: c3
-- down-revision: a1

-- upgrade
ALTER TABLE users ADD COLUMN email text NOT NULL DEFAULT '';

-- downgrade
ALTER TABLE users DROP COLUMN email;
