-- require an email
-- revision: b20002
-- down-revision: a10001

-- upgrade
ALTER TABLE users ALTER COLUMN email SET NOT NULL;

-- downgrade
ALTER TABLE users ALTER COLUMN email DROP NOT NULL;
