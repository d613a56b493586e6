-- before
create table a (id int primary key);

-- after
create table a (id int primary key, note text, tags text[] default '{}'::text[], at timestamptz(3));
