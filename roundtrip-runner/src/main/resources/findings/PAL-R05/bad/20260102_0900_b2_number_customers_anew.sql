-- number customers anew
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE customers ALTER COLUMN code TYPE bigint;
UPDATE customers SET code = code + 5000000000;

-- downgrade
ALTER TABLE customers ALTER COLUMN code TYPE integer;
