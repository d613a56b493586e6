-- before
create table a (id int);

-- after
create schema app;
create extension pg_trgm with schema app;
create table a (id int);
create table app.t (n text);
create index on app.t using gin (n app.gin_trgm_ops);
