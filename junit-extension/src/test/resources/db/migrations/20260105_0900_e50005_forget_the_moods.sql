-- forget the moods
--
-- revision: e50005
-- down-revision: d40004
--
-- palindrome:irreversible "the moods are gone"

-- upgrade
ALTER TABLE people DROP COLUMN mood;
