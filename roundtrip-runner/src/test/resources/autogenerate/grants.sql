-- before
create table a (id int, secret text);
grant select on a to public;
create function f() returns int language sql as 'select 1';

-- after
create table a (id int, secret text);
grant select (id), insert on a to public;
create function f() returns int language sql as 'select 1';
revoke all on function f() from public;
create sequence s;
grant usage on sequence s to public;
