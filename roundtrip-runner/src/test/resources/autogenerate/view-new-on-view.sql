-- before
create table a (id int, n text);

-- after
create table a (id int, n text);
create view a_first as select id as i, upper(n) as u from a;
create view b_second with (security_barrier) as select i from a_first where i > 0 with local check option;
