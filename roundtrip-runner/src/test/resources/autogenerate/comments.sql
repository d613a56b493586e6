-- before
create table a (id int);
comment on table a is 'old';
comment on column a.id is 'goes';
create function f(int) returns int language sql as 'select 1';

-- after
create table a (id int constraint k check (id > 0));
comment on table a is e'new \\ back''slash';
comment on constraint k on a is 'why';
create function f(int) returns int language sql as 'select 1';
comment on function f(int) is 'f';
create index i on a (id);
comment on index i is 'i';
create type t as enum ('a');
comment on type t is 't';
comment on schema public is 'mine';
