-- note more
-- revision: b2
-- down-revision: a1

-- upgrade
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN remark text;

-- downgrade
ALTER TABLE orders DROP COLUMN remark;
