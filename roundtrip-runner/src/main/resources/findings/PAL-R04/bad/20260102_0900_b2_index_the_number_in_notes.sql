-- index the number in notes
-- revision: b2
-- down-revision: a1

-- upgrade
CREATE INDEX by_number ON customers ((note::integer));

-- downgrade
DROP INDEX by_number;
