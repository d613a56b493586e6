-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
CREATE INDEX customers_without_code ON customers (id) WHERE code IS NULL;

-- downgrade
DROP INDEX customers_without_code;
