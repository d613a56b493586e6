-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE customers ADD COLUMN name text DEFAULT '';
UPDATE customers SET name = coalesce(doc ->> 'name', '');
ALTER TABLE customers ALTER COLUMN name SET NOT NULL;

-- downgrade
ALTER TABLE customers DROP COLUMN name;
