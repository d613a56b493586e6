-- rename notes
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE customers RENAME COLUMN note TO remark;

-- downgrade
ALTER TABLE customers RENAME COLUMN remark TO note;
