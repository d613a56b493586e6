-- create products
--
-- revision: 8b94d0
-- down-revision: 3f2a1c
-- created: 2026-01-07 10:15

-- upgrade
CREATE DOMAIN price AS numeric(10, 2) CHECK (VALUE >= 0);

CREATE TABLE products (
    id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    title text NOT NULL,
    cost  price NOT NULL
);

-- downgrade
DROP TABLE products;
DROP DOMAIN price;
