-- before
create table a (id int, n text, m int);
create view v as select id, n from a;
create view w as select id from v;
create view u as select id from a;

-- after
create table a (id int, n text, m int);
create view v as select n, m from a;
create view w as select n from v;
create view u as select id, m from a;
