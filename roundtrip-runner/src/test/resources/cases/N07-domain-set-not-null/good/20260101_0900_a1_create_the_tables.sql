-- create the tables
-- revision: a1
-- down-revision: none

-- upgrade
CREATE DOMAIN given_name AS text;
CREATE TABLE customers (id integer PRIMARY KEY, name given_name);

-- downgrade
DROP TABLE customers;
DROP DOMAIN given_name;
