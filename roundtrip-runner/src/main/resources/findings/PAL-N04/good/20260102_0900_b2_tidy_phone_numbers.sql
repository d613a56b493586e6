-- tidy phone numbers
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE customers ADD COLUMN tidy_phone text;
UPDATE customers SET tidy_phone = NULLIF(phone, '');

-- downgrade
ALTER TABLE customers DROP COLUMN tidy_phone;
