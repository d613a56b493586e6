-- add order status
--
-- revision: 5d1b7e
-- down-revision: c07e55
-- created: 2026-01-19 08:20

-- upgrade
CREATE TYPE order_status AS ENUM ('new', 'paid', 'shipped');
ALTER TABLE orders ADD COLUMN status order_status NOT NULL DEFAULT 'new';

-- downgrade
ALTER TABLE orders DROP COLUMN status;
DROP TYPE order_status;
