-- before
create table a (id int primary key, x text, y text not null, z int);

-- after
create table a (id int primary key, x text not null, y text, z int not null default 7);
