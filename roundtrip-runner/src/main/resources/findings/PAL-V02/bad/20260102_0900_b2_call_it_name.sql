-- call it name
-- revision: b2
-- down-revision: a1

-- upgrade
-- palindrome:allow PAL-D01 customers.full_name: an example, without customers
ALTER TABLE customers DROP COLUMN full_name;
ALTER TABLE customers ADD COLUMN name text NOT NULL DEFAULT '';

-- downgrade
ALTER TABLE customers DROP COLUMN name;
ALTER TABLE customers ADD COLUMN full_name text NOT NULL DEFAULT '';
