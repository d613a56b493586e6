-- create the tables
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE settings (id integer PRIMARY KEY, level integer);
CREATE FUNCTION top_level() RETURNS integer LANGUAGE plpgsql AS $$ DECLARE top integer NOT NULL := (SELECT max(level) FROM settings); BEGIN RETURN top; END $$;

-- downgrade
DROP FUNCTION top_level();
DROP TABLE settings;
