-- before
create schema app;
alter default privileges in schema app grant select on tables to pg_monitor;
alter default privileges revoke execute on functions from public;
alter default privileges grant usage on types to pg_monitor;

-- after
create schema app;
alter default privileges in schema app grant select, insert on tables to pg_monitor with grant option;
alter default privileges in schema app grant usage on sequences to public;
alter default privileges revoke usage on types from public;
