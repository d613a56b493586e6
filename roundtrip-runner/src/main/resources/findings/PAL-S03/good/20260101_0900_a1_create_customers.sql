-- create customers
-- revision: a1
-- down-revision: none

-- upgrade
CREATE TABLE customers (id integer PRIMARY KEY, note text);
CREATE FUNCTION notes() RETURNS bigint LANGUAGE plpgsql AS 'begin return (select count(note) from customers); end';

-- downgrade
DROP FUNCTION notes();
DROP TABLE customers;
