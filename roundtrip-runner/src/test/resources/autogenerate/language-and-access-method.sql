-- before
create table t (id int);

-- after
create table t (id int);
create language other handler plpgsql_call_handler inline plpgsql_inline_handler validator plpgsql_validator;
create access method tree type index handler bthandler;
create access method pile type table handler heap_tableam_handler;
comment on access method tree is 'btree';
