-- write names in capitals
-- revision: b2
-- down-revision: a1

-- upgrade
UPDATE customers SET name = upper(name);

-- downgrade
UPDATE customers SET name = lower(name);
