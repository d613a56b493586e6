-- create orders
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE orders (id integer PRIMARY KEY, placed_at timestamp NOT NULL);

-- downgrade
DROP TABLE orders;
