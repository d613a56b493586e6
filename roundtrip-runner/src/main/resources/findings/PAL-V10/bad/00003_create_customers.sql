-- +goose Up
-- 00003_create_customers.sql
CREATE TABLE customers (id bigint PRIMARY KEY);

-- +goose Down
DROP TABLE customers;
