-- write names in capitals
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE customers ADD COLUMN printed_name text;
UPDATE customers SET printed_name = upper(name);

-- downgrade
ALTER TABLE customers DROP COLUMN printed_name;
