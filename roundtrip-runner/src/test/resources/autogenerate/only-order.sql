-- before
create table a (x int, y text, z date);

-- after
create table a (z date, x int, y text);
