-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
-- palindrome:allow PAL-N05 customers.name: the application has sent a name since 2.3
-- palindrome:allow PAL-D02 customers.name: no name and an empty one mean the same
UPDATE customers SET name = 'unknown' WHERE name IS NULL;
ALTER TABLE customers ALTER COLUMN name SET NOT NULL;

-- downgrade
ALTER TABLE customers ALTER COLUMN name DROP NOT NULL;
