-- delete the nameless
-- revision: b2
-- down-revision: a1

-- upgrade
DELETE FROM customers WHERE name = '';

-- downgrade
UPDATE customers SET name = name;
