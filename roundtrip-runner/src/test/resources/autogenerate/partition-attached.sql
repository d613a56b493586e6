-- before
create table m (k int not null, v text) partition by list (k);
create table m1 (k int not null, v text);

-- after
create table m (k int not null, v text) partition by list (k);
create table m1 partition of m for values in (1);
