-- set the currency
-- revision: b2
-- down-revision: a1

-- upgrade
INSERT INTO settings (id, name) VALUES (100000, 'currency');

-- downgrade
DELETE FROM settings WHERE id = 100000;
