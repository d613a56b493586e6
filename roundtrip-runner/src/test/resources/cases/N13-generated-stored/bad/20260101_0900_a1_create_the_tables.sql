-- create the tables
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE items (id integer PRIMARY KEY, price integer CHECK (price < 1000), number integer CHECK (number < 1000));

-- downgrade
DROP TABLE items;
