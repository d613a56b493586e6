-- take the step
-- revision: b2
-- down-revision: a1

-- upgrade
CREATE TABLE dropped_names (id integer PRIMARY KEY, name text NOT NULL);
INSERT INTO dropped_names SELECT id, name FROM customers;
ALTER TABLE customers DROP COLUMN name;

-- downgrade
ALTER TABLE customers ADD COLUMN name text NOT NULL DEFAULT '';
UPDATE customers c SET name = d.name FROM dropped_names d WHERE d.id = c.id;
ALTER TABLE customers ALTER COLUMN name DROP DEFAULT;
DROP TABLE dropped_names;
