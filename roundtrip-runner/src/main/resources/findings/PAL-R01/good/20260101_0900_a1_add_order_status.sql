-- add order status
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TYPE order_status AS ENUM ('new', 'paid');
CREATE TABLE orders (id bigint PRIMARY KEY, status order_status NOT NULL);

-- downgrade
DROP TABLE orders;
DROP TYPE order_status;
