-- create the tables
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE customers (id integer PRIMARY KEY, name text, level integer NOT NULL DEFAULT 1);
CREATE FUNCTION tidy() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.name := NULLIF(NEW.name, ''); RETURN NEW; END $$;
CREATE TRIGGER tidy BEFORE INSERT OR UPDATE ON customers FOR EACH ROW EXECUTE FUNCTION tidy();

-- downgrade
DROP TABLE customers;
DROP FUNCTION tidy();
