-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
-- palindrome:allow PAL-N05 tickets: both are stopped
ALTER TABLE tickets DROP CONSTRAINT tickets_state_check;
UPDATE tickets SET state = CASE state WHEN 'n' THEN 'new' WHEN 'o' THEN 'open' ELSE 'closed' END WHERE state IS NOT NULL;
ALTER TABLE tickets ADD CONSTRAINT tickets_words CHECK (state IN ('new', 'open', 'closed'));

-- downgrade
ALTER TABLE tickets DROP CONSTRAINT tickets_words;
UPDATE tickets SET state = left(state, 1);
ALTER TABLE tickets ADD CHECK (state IN ('n', 'o', 'c'));
