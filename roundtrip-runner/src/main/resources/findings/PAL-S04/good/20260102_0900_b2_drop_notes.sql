-- drop notes
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE orders DROP COLUMN note;

-- downgrade
ALTER TABLE orders ADD COLUMN note text;
