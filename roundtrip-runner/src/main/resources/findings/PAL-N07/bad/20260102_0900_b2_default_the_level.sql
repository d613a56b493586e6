-- default the level
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE customers ALTER COLUMN level SET DEFAULT 'basic';

-- downgrade
ALTER TABLE customers ALTER COLUMN level DROP DEFAULT;
