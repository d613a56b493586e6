-- before
create table a (n text, b bytea, j jsonb);

-- after
create table a (n text collate "C", b bytea, j jsonb);
alter table a alter b set storage external, alter j set statistics 500, alter n set (n_distinct = -0.5);
