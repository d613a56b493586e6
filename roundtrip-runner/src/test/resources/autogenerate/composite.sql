-- before
create type addr as (street text, zip text);
create table a (id int);

-- after
create type addr as (street text, zip varchar(10), country text);
create type pt as (x int, y int);
create table a (id int, at pt);
