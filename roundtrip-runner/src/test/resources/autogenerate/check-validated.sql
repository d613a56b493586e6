-- before
create table a (n int);
alter table a add constraint positive check (n > 0) not valid;

-- after
create table a (n int constraint positive check (n > 0));
