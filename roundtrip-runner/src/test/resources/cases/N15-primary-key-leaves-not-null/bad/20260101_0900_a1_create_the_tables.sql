-- create the tables
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE codes (id integer);

-- downgrade
DROP TABLE codes;
