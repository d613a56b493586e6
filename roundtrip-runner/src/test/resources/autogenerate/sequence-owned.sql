-- before
create table a (id int);
create sequence s;

-- after
create table a (id int);
create sequence s owned by a.id;
