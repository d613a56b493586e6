-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
-- palindrome:allow PAL-N05 visits: always both
-- palindrome:allow PAL-D02 visits.a: half a place is none
-- palindrome:allow PAL-D02 visits.b: half a place is none
-- palindrome:allow PAL-N04 visits.a: half a place is none
-- palindrome:allow PAL-N04 visits.b: half a place is none
UPDATE visits SET a = NULL, b = NULL WHERE a IS NULL OR b IS NULL;
ALTER TABLE visits DROP CONSTRAINT visits_place;
ALTER TABLE visits ADD CONSTRAINT visits_place FOREIGN KEY (a, b) REFERENCES places MATCH FULL;

-- downgrade
ALTER TABLE visits DROP CONSTRAINT visits_place;
ALTER TABLE visits ADD CONSTRAINT visits_place FOREIGN KEY (a, b) REFERENCES places;
