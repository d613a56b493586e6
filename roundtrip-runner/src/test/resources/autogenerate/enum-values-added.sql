-- before
create type s as enum ('b', 'd');
create table a (x s default 'b', y s[]);

-- after
create type s as enum ('a', 'b', 'c', 'd', 'e', 'f');
create table a (x s default 'b', y s[]);
