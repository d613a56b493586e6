-- before
create schema app;
create table app.t (id int primary key);
create view app.v as select * from app.t;
create table a (id int references app.t);

-- after
create table a (id int);
