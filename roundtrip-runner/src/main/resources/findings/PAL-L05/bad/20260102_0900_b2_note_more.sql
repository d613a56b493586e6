-- note more
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE orders ADD COLUMN remark text;

-- downgrade
ALTER TABLE orders DROP COLUMN remark;
