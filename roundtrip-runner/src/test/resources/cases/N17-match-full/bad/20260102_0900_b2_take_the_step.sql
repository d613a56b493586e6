-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
ALTER TABLE visits DROP CONSTRAINT visits_place;
ALTER TABLE visits ADD CONSTRAINT visits_place FOREIGN KEY (a, b) REFERENCES places MATCH FULL;

-- downgrade
ALTER TABLE visits DROP CONSTRAINT visits_place;
ALTER TABLE visits ADD CONSTRAINT visits_place FOREIGN KEY (a, b) REFERENCES places;
