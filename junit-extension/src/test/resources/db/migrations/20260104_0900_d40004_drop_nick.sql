-- drop nick
--
-- revision: d40004
-- down-revision: c30003

-- upgrade
ALTER TABLE people DROP COLUMN nick;

-- downgrade
ALTER TABLE people ADD COLUMN nick text;
