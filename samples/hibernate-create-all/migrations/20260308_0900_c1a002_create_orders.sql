-- create orders
--
-- revision: c1a002
-- down-revision: c1a001

-- upgrade
CREATE SEQUENCE orders_seq INCREMENT 50;

CREATE TABLE orders (
    id          bigint PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES customers,
    created     timestamptz(6) NOT NULL
);
COMMENT ON TABLE orders IS 'what was ordered';
CREATE INDEX orders_customer_id_idx ON orders (customer_id);

CREATE TABLE order_lines (
    order_id    bigint REFERENCES orders ON DELETE CASCADE,
    product_sku varchar(40) REFERENCES products,
    quantity    integer NOT NULL,
    PRIMARY KEY (order_id, product_sku)
);

-- downgrade
DROP TABLE order_lines;
DROP TABLE orders;
DROP SEQUENCE orders_seq;
