-- search addresses
-- revision: b2
-- down-revision: a1

-- upgrade
CREATE INDEX by_email ON customers (lower(email));

-- downgrade
DROP INDEX by_email;
