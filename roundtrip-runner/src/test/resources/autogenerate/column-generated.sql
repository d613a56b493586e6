-- before
create table a (x int, y int, z int generated always as (x * 2) stored, w int generated always as (x + y) stored);

-- after
create table a (x int, y int generated always as (x + 1) stored, z int generated always as (x * 3) stored, w int);
