-- before
create table a (id int, n text, d date);
create index i on a (n);
create index gone on a (d);

-- after
create table a (id int, n text, d date);
create unique index i on a (lower(n) desc nulls last) include (id) where d is not null;
create index h on a using hash (id);
