-- before
create table a (id int);
create table log (id int);

-- after
create table a (id int);
create table log (id int);
create rule keep as on delete to a do also insert into log values (old.id);
