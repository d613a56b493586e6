-- +goose Up
-- 00001_create_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);

-- +goose Down
DROP TABLE orders;
