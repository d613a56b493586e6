-- before
create function note() returns event_trigger language plpgsql as 'begin end';
create event trigger old on ddl_command_end execute function note();
create event trigger switched on ddl_command_start execute function note();
create event trigger changed on sql_drop execute function note();

-- after
create function note() returns event_trigger language plpgsql as 'begin end';
create event trigger switched on ddl_command_start execute function note();
alter event trigger switched disable;
create event trigger changed on sql_drop when tag in ('DROP TABLE', 'DROP VIEW') execute function note();
create event trigger fresh on ddl_command_end execute function note();
alter event trigger fresh enable always;
comment on event trigger fresh is 'notes';
