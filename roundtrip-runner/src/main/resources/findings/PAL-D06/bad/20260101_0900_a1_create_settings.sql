-- create settings
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE settings (id serial PRIMARY KEY, name text NOT NULL);

-- downgrade
DROP TABLE settings;
