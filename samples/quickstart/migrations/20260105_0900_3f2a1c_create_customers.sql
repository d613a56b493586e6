-- create customers
--
-- revision: 3f2a1c
-- down-revision: none
-- created: 2026-01-05 09:00

-- upgrade
CREATE TABLE customers (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email      text NOT NULL,
    full_name  text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT customers_email_key UNIQUE (email)
);
COMMENT ON TABLE customers IS 'People who have bought something, or may';

-- downgrade
DROP TABLE customers;
