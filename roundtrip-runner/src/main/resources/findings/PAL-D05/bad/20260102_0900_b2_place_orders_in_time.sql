-- place orders in time
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE orders ALTER COLUMN placed_at TYPE timestamptz;

-- downgrade
ALTER TABLE orders ALTER COLUMN placed_at TYPE timestamp;
