-- before
create foreign data wrapper w options (debug 'on');
create foreign data wrapper checked;
create server s version '1' foreign data wrapper w options (host 'a', "Port" '1');
create server old foreign data wrapper w;
create user mapping for public server s options (login 'a');
create foreign table f (id int, gone text) server s options (name 'f');
create foreign table moved (id int) server old;

-- after
create foreign data wrapper w options (debug 'off', more 'yes');
create foreign data wrapper checked validator postgresql_fdw_validator;
create server s version '2' foreign data wrapper w options (host 'b', dbname 'it''s');
create server fresh type 'x' foreign data wrapper w;
create user mapping for public server fresh;
create foreign table f (id int options (column_name 'ID') not null, more text) server s options (name 'g', more 'yes');
create foreign table made (id int options (a 'b'), check (id > 0)) server fresh options (name 'made');
comment on foreign table made is 'elsewhere';
create foreign table moved (id int) server fresh;
grant usage on foreign server fresh to pg_monitor;
