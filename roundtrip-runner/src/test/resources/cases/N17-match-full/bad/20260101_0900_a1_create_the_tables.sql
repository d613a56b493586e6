-- create the tables
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE places (a integer, b integer, PRIMARY KEY (a, b));
CREATE TABLE visits (id integer PRIMARY KEY, a integer, b integer, CONSTRAINT visits_place FOREIGN KEY (a, b) REFERENCES places);
CREATE INDEX ON visits (a, b);

-- downgrade
DROP TABLE visits;
DROP TABLE places;
