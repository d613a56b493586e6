-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
-- palindrome:allow PAL-N05 customers.name: always sent
-- palindrome:allow PAL-S02 customers.named: validated later
ALTER TABLE customers ADD CONSTRAINT named NOT NULL name NOT VALID;

-- downgrade
ALTER TABLE customers DROP CONSTRAINT named;
