-- add notes
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE orders ADD COLUMN note text;

-- downgrade
ALTER TABLE orders DROP COLUMN note;
