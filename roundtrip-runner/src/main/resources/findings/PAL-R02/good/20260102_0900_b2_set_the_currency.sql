-- set the currency
-- revision: b2
-- down-revision: a1

-- upgrade
INSERT INTO settings (name, value) VALUES ('currency', 'EUR');

-- downgrade
DELETE FROM settings WHERE name = 'currency';
