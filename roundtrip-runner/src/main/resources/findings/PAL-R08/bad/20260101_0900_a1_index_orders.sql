-- index orders
-- revision: a1
-- down-revision: none

-- upgrade
CREATE INDEX orders_note_idx ON orders (note);

-- downgrade
DROP INDEX orders_note_idx;
