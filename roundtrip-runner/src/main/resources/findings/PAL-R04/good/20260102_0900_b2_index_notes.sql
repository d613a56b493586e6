-- index notes
-- revision: b2
-- down-revision: a1

-- upgrade
CREATE INDEX by_note ON customers (note);

-- downgrade
DROP INDEX by_note;
