-- create the tables
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE customers (id integer PRIMARY KEY, full_name text);

-- downgrade
DROP TABLE customers;
