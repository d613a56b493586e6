-- create orders
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE orders (id bigint PRIMARY KEY, note text);

-- downgrade
DROP TABLE orders;
