-- drop the index on notes
-- revision: b2
-- down-revision: a1

-- upgrade transaction: none
DROP INDEX CONCURRENTLY orders_note_idx;

-- downgrade transaction: none
CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);
