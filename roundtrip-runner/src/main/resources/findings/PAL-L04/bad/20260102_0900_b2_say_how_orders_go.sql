-- say how orders go
-- revision: b2
-- down-revision: a1

-- upgrade
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN status text;
UPDATE orders SET status = 'new';

-- downgrade
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders DROP COLUMN status;
