-- before
create table a (id int primary key, n varchar(10));
create view v as select id, n from a;
create view w as select n from v where id > 1;

-- after
create table a (id bigint primary key, n text);
create view v as select id, n from a;
create view w as select n from v where id > 1;
