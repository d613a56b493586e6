-- create visits
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE visits (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    page    text NOT NULL,
    seen_at timestamptz NOT NULL
);

-- downgrade
DROP TABLE visits;
