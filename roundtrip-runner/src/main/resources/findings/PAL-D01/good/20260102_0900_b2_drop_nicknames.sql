-- drop nicknames
-- revision: b2
-- down-revision: a1

-- upgrade
-- palindrome:allow PAL-D01 customers.nick: unused since 2024, archived
ALTER TABLE customers DROP COLUMN nick;

-- downgrade
ALTER TABLE customers ADD COLUMN nick text;
