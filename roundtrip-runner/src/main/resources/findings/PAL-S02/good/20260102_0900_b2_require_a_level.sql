-- require a level
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE customers ADD CONSTRAINT customers_level CHECK (level > 0) NOT VALID;
ALTER TABLE customers VALIDATE CONSTRAINT customers_level;

-- downgrade
ALTER TABLE customers DROP CONSTRAINT customers_level;
