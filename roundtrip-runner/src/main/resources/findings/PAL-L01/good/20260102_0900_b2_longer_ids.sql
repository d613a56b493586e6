-- longer ids
-- revision: b2
-- down-revision: a1

-- upgrade
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN long_id bigint;

-- downgrade
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders DROP COLUMN long_id;
