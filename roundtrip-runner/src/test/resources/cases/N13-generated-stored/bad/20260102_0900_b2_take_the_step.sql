-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
-- palindrome:allow PAL-N05 items: always sent
ALTER TABLE items ADD COLUMN total integer GENERATED ALWAYS AS (price * number) STORED NOT NULL;

-- downgrade
ALTER TABLE items DROP COLUMN total;
