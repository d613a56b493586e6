-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE customers ADD CONSTRAINT named CHECK (name IS NOT NULL) NOT VALID;
ALTER TABLE customers VALIDATE CONSTRAINT named;

-- downgrade
ALTER TABLE customers DROP CONSTRAINT named;
