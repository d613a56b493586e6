-- before
create table a (id int default 1, n text default 'a', t timestamptz, u text);

-- after
create table a (id int default 2, n text, t timestamptz default now(), u text default $$it's
two lines$$);
