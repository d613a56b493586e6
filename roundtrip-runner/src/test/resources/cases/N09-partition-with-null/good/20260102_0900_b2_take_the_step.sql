-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
-- palindrome:allow PAL-D02 events.kind: none and an empty one mean the same
-- palindrome:allow PAL-N05 events.kind: always sent
UPDATE events SET kind = '' WHERE kind IS NULL;
ALTER TABLE events ALTER COLUMN kind SET NOT NULL;

-- downgrade
ALTER TABLE events ALTER COLUMN kind DROP NOT NULL;
