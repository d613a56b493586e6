-- before
create table a (id int not null, k int not null, constraint a_pk primary key (id));
create table b (id int not null);

-- after
create table a (id int not null, k int not null, constraint a_pk primary key (id, k));
create table b (id int primary key);
