-- before
create table a (id int primary key, n text, d text default '2026-01-01', b int default 1);

-- after
create table a (id int primary key, n int, d date default '2026-01-01', b boolean default true);
