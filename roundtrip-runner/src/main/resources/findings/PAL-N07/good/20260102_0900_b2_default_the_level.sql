-- default the level
-- revision: b2
-- down-revision: a1

-- upgrade
-- palindrome:allow PAL-D02 customers.level: no level and the basic one mean the same
ALTER TABLE customers ALTER COLUMN level SET DEFAULT 'basic';
UPDATE customers SET level = DEFAULT WHERE level IS NULL;

-- downgrade
ALTER TABLE customers ALTER COLUMN level DROP DEFAULT;
