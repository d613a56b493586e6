-- set the currency
-- revision: b2
-- down-revision: a1

-- upgrade
INSERT INTO settings (name) VALUES ('the currency');

-- downgrade
DELETE FROM settings WHERE name = 'the currency';
