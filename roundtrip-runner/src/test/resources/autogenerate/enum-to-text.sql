-- before
create type s as enum ('a', 'b');
create table a (x s default 'a');

-- after
create table a (x text default 'a');
