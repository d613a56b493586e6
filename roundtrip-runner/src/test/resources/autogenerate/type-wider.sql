-- before
create table a (id int primary key, n varchar(10), p numeric(8,2), s smallint default 1);

-- after
create table a (id bigint primary key, n varchar(200), p numeric(12,4), s int default 1);
