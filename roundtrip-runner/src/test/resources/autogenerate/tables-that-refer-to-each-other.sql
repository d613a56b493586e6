-- before
create table keep (id int);

-- after
create table keep (id int);
create table a (id int primary key, b int);
create table b (id int primary key, a int references a);
alter table a add foreign key (b) references b deferrable initially deferred;
