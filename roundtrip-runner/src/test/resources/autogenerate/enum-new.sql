-- before
create table a (id int);

-- after
create type mood as enum ('sad', 'ok', 'very happy', 'it''s', 'a, b');
create table a (id int, m mood not null default 'ok', all_of mood[]);
