-- index ages
-- revision: b2
-- down-revision: a1

-- upgrade
CREATE INDEX by_age ON customers (age);

-- downgrade
DROP INDEX by_age;
