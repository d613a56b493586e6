-- add the euro
-- revision: b2
-- down-revision: a1

-- upgrade
-- palindrome:allow PAL-D03 currencies: an example
INSERT INTO currencies VALUES ('EUR') ON CONFLICT DO NOTHING;

-- downgrade
-- nothing to do
