-- before
create table a (n text);

-- after
create table a (n text, id serial primary key);
