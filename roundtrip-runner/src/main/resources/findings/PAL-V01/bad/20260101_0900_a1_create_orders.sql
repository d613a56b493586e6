-- create orders
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (
    id          bigint PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES customers (id)
);

-- downgrade
DROP TABLE orders;
DROP TABLE customers;
