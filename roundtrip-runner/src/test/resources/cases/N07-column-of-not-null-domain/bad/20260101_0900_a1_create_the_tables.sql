-- create the tables
-- revision: a1
-- down-revision: none

-- upgrade
CREATE DOMAIN given_name AS text NOT NULL;
CREATE TABLE customers (id integer PRIMARY KEY);

-- downgrade
DROP TABLE customers;
DROP DOMAIN given_name;
