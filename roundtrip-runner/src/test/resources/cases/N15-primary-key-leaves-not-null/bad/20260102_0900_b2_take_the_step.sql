-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
-- palindrome:allow PAL-D03 codes: a cache
-- palindrome:allow PAL-N05 codes.id: a cache
DELETE FROM codes;
ALTER TABLE codes ADD PRIMARY KEY (id);

-- downgrade
ALTER TABLE codes DROP CONSTRAINT codes_pkey;
