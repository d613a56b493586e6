-- before
create table a (n text, id bigserial primary key);

-- after
create table a (n text);
