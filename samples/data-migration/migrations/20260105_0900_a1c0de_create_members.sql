-- create members
-- revision: a1c0de
-- down-revision: none

-- upgrade
CREATE TABLE members (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    full_name text NOT NULL,
    tags      text[] NOT NULL DEFAULT '{}',
    joined_at timestamptz NOT NULL DEFAULT now()
);

-- downgrade
DROP TABLE members;
