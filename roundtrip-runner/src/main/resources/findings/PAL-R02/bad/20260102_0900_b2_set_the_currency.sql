-- set the currency
-- revision: b2
-- down-revision: a1

-- upgrade
-- palindrome:allow PAL-D03 settings: the row that stays is what PAL-R02 tells of
INSERT INTO settings (name, value) VALUES ('currency', 'EUR');

-- downgrade
