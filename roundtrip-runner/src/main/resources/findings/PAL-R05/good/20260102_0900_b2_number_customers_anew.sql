-- number customers anew
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE customers ADD COLUMN new_code bigint;
UPDATE customers SET new_code = code + 5000000000;

-- downgrade
ALTER TABLE customers DROP COLUMN new_code;
