-- rename notes
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE customers RENAME COLUMN note TO remark;
CREATE OR REPLACE FUNCTION notes() RETURNS bigint LANGUAGE plpgsql AS 'begin return (select count(remark) from customers); end';

-- downgrade
ALTER TABLE customers RENAME COLUMN remark TO note;
CREATE OR REPLACE FUNCTION notes() RETURNS bigint LANGUAGE plpgsql AS 'begin return (select count(note) from customers); end';
