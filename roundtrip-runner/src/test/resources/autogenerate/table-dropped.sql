-- before
create table a (id int primary key);
create table b (id int references a, n text);
create index b_n on b (n);

-- after
create table a (id int primary key);
