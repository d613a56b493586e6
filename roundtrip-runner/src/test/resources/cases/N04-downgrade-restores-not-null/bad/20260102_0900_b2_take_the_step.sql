-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
-- palindrome:allow PAL-D01 customers.name: no one asks for it any more
ALTER TABLE customers DROP COLUMN name;

-- downgrade
ALTER TABLE customers ADD COLUMN name text NOT NULL;
