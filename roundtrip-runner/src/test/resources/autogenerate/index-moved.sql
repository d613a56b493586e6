-- before
create table a (x int);
create table b (x int);
create index i on a (x);

-- after
create table a (x int);
create table b (x int);
create index i on b (x);
