-- create orders
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE orders (id bigint PRIMARY KEY);

-- downgrade
DROP TABLE orders;
