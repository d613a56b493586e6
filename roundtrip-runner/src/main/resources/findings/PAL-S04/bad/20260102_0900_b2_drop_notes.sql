-- drop notes
-- revision: b2
-- down-revision: a1

-- upgrade
-- palindrome:allow PAL-D01 orders.note: nobody has written one for years
ALTER TABLE orders DROP COLUMN note;

-- downgrade
ALTER TABLE orders ADD COLUMN note text;
