-- keep totals in cents
--
-- revision: a10c03
-- down-revision: a10c02
-- created: 2026-01-19 09:00

-- upgrade
-- Instances of the application that are still of yesterday write the total alone.
ALTER TABLE orders ADD COLUMN total_cents bigint NOT NULL GENERATED ALWAYS AS (round(total * 100)) STORED;

-- downgrade
ALTER TABLE orders DROP COLUMN total_cents;
