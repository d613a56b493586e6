-- create visits
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE visits (page text NOT NULL, seen_at timestamptz NOT NULL);

-- downgrade
DROP TABLE visits;
