-- before
create type s as enum ('a', 'b');
create table a (x s not null default 'a');
create index open on a (x) where x = 'a';

-- after
create type s as enum ('a', 'b', 'c');
create table a (x s not null default 'c', check (x <> 'b'));
create index open on a (x) where x = 'a';
