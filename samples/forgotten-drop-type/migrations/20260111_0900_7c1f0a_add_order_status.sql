-- add order status
--
-- revision: 7c1f0a
-- down-revision: 5b20e1

-- upgrade
CREATE TYPE order_status AS ENUM ('new', 'paid', 'shipped');
ALTER TABLE orders ADD COLUMN status order_status NOT NULL DEFAULT 'new';

-- downgrade
ALTER TABLE orders DROP COLUMN status;
