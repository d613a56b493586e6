-- create settings
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE settings (name text PRIMARY KEY, value text NOT NULL);

-- downgrade
DROP TABLE settings;
