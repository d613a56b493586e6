-- before
create table p (id int, n text);

-- after
create table p (id int, n text);
create table c (extra int) inherits (p);
