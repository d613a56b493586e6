-- create currencies
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE currencies (code text PRIMARY KEY);

-- downgrade
DROP TABLE currencies;
