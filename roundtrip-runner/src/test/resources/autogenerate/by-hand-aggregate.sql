-- by hand: aggregate public.total(integer)
-- before
create table a (id int);

-- after
create aggregate total (int) (sfunc = int4pl, stype = int, initcond = '0');
create table a (id int, n int);
