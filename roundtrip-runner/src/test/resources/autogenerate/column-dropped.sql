-- before
create table a (id int primary key, x text not null, y int unique, z int);
create index on a (x, z);

-- after
create table a (id int primary key, z int);
