-- before
create table a (n text);

-- after
create table a (n text, id uuid primary key default gen_random_uuid(), parent uuid references a (id));
