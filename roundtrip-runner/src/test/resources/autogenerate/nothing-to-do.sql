-- before
create table a (x int primary key, y text unique, check (x > 0));

-- after
create table a (x int, y text, constraint a_pkey1 primary key (x), check (x > 0), unique (y));
