-- add the country
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE customers ADD COLUMN country text NOT NULL DEFAULT 'unknown';

-- downgrade
ALTER TABLE customers DROP COLUMN country;
