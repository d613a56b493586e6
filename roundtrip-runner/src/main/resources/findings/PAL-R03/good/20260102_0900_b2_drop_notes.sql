-- drop notes
-- revision: b2
-- down-revision: a1

-- upgrade
-- palindrome:allow PAL-D01 orders.note: nobody has written one for years
-- palindrome:irreversible "the notes are gone; a backup is the only way back"
ALTER TABLE orders DROP COLUMN note;
