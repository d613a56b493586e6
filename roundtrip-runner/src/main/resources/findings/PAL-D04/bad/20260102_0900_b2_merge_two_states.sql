-- merge two states
-- revision: b2
-- down-revision: a1

-- upgrade
UPDATE customers SET status = 'open' WHERE status IN ('new', 'started');

-- downgrade
-- palindrome:irreversible "the two are one since the merger"
