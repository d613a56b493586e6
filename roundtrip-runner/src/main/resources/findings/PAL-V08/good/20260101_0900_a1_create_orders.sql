-- create orders
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
CREATE INDEX orders_note_idx ON orders (note);

-- downgrade
DROP TABLE orders;
