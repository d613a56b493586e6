-- create the tables
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE customers (id integer PRIMARY KEY, name text, hidden boolean NOT NULL);
ALTER TABLE customers OWNER TO pg_monitor;
ALTER TABLE customers ENABLE ROW LEVEL SECURITY;
ALTER TABLE customers FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON customers USING (NOT hidden);

-- downgrade
DROP TABLE customers;
