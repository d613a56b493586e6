-- allow shared addresses
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE customers DROP CONSTRAINT customers_email_key;

-- downgrade
ALTER TABLE customers ADD CONSTRAINT customers_email_key UNIQUE (email);
