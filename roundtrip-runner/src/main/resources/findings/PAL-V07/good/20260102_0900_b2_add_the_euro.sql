-- add the euro
-- revision: b2
-- down-revision: a1

-- upgrade
INSERT INTO currencies VALUES ('EUR');

-- downgrade
DELETE FROM currencies WHERE code = 'EUR';
