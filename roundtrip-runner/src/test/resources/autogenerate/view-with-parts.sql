-- before
create table a (id int);
create view v as select id from a;
comment on view v is 'old';

-- after
create table a (id int, n int);
create view v as select n as other, id from a;
comment on view v is 'new';
comment on column v.id is 'c';
create function f() returns trigger language plpgsql as 'begin return new; end';
create trigger t instead of insert on v for each row execute function f();
