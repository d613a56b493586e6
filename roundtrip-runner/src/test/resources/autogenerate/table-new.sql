-- before
create table a (id int primary key);

-- after
create table a (id int primary key);
create table b (id bigint generated always as identity primary key, a_id int not null references a on delete cascade, name text not null default 'x', price numeric(10,2) check (price >= 0), unique (a_id, name));
create index on b (name);
