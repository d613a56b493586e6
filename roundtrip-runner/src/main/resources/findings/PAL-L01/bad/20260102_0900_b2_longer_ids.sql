-- longer ids
-- revision: b2
-- down-revision: a1

-- upgrade
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ALTER COLUMN id TYPE bigint;

-- downgrade
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ALTER COLUMN id TYPE integer;
