-- before
create type s as enum ('a', 'b', 'c');
create table a (x s default 'a', constraint k check (x <> 'b'));
create view v as select x from a where x = 'a';
create function f(s) returns s language sql as 'select $1';

-- after
create type s as enum ('c', 'a');
create table a (x s default 'a');
create view v as select x from a where x = 'a';
create function f(s) returns s language sql as 'select $1';
