-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE items ADD COLUMN total bigint GENERATED ALWAYS AS (coalesce(price::bigint * number, 0)) STORED NOT NULL;

-- downgrade
ALTER TABLE items DROP COLUMN total;
