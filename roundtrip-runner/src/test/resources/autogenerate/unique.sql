-- before
create table a (x int, y int, constraint u unique (x));

-- after
create table a (x int, y int, constraint u unique (x, y) deferrable initially deferred, unique (y));
