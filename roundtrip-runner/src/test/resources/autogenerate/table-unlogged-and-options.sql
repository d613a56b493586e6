-- before
create table a (id int primary key, t text);
create table b (id int) with (fillfactor = 50);

-- after
create unlogged table a (id int primary key, t text) with (autovacuum_enabled = false, toast.autovacuum_enabled = false);
create table b (id int);
