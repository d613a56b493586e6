-- before
create type s as enum ('a', 'b', 'c');
create table m (day date not null, n int, x s, gone text) partition by range (day);
create table m1 partition of m for values from ('2026-01-01') to ('2026-02-01');
create table p (id int, n varchar(5));
create table c (extra int) inherits (p);

-- after
create type s as enum ('b', 'a');
create table m (day date not null, n bigint not null, x s default 'a', come text not null default 'c') partition by range (day);
create table m1 partition of m for values from ('2026-01-01') to ('2026-02-01');
alter table m1 alter n set default 7;
create table p (id bigint, n text not null);
create table c (extra int) inherits (p);
