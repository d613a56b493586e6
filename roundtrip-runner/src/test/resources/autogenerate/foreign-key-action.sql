-- before
create table a (id int primary key);
create table b (a int constraint fk references a);

-- after
create table a (id int primary key);
create table b (a int constraint fk references a on delete set null on update cascade);
