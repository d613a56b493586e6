-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE customers DROP CONSTRAINT customers_code;
ALTER TABLE customers ADD CONSTRAINT customers_code UNIQUE NULLS NOT DISTINCT (code);

-- downgrade
ALTER TABLE customers DROP CONSTRAINT customers_code;
ALTER TABLE customers ADD CONSTRAINT customers_code UNIQUE (code);
