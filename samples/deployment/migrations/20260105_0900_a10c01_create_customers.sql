-- create customers
--
-- revision: a10c01
-- down-revision: none
-- created: 2026-01-05 09:00

-- upgrade
CREATE TABLE customers (
    id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text NOT NULL UNIQUE
);

-- downgrade
DROP TABLE customers;
