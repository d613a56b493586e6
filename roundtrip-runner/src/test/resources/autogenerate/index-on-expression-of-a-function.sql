-- before
create table a (n text);

-- after
create table a (n text);
create function norm(t text) returns text language sql immutable as 'select lower(trim(t))';
create unique index a_norm on a (norm(n));
