-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE customers ADD COLUMN years integer;
UPDATE customers SET years = NULLIF(age, '')::integer;

-- downgrade
ALTER TABLE customers DROP COLUMN years;
