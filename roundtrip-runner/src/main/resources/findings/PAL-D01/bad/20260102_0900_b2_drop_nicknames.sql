-- drop nicknames
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE customers DROP COLUMN nick;

-- downgrade
ALTER TABLE customers ADD COLUMN nick text;
