-- tidy phone numbers
-- revision: b2
-- down-revision: a1

-- upgrade
UPDATE customers SET phone = NULLIF(phone, '');

-- downgrade
UPDATE customers SET phone = phone;
