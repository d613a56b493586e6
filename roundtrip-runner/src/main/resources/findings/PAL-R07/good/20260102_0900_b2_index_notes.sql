-- index notes
-- revision: b2
-- down-revision: a1

-- upgrade transaction: none
SET lock_timeout = '2s';
CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);

-- downgrade transaction: none
DROP INDEX CONCURRENTLY orders_note_idx;
