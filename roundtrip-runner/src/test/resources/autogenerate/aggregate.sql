-- before
create table a (id int);
create aggregate total (int) (sfunc = int4pl, stype = int, initcond = '0');
create function last_of(anyelement, anyelement) returns anyelement language sql immutable as 'select $2';
create aggregate gone (*) (sfunc = int8inc, stype = int8, initcond = '0');
comment on aggregate gone (*) is 'counts';
create view totals as select total(id) from a;

-- after
create table a (id int);
create aggregate total (int) (sfunc = int4pl, stype = int, initcond = '1', parallel = safe, combinefunc = int4pl);
create function last_of(anyelement, anyelement) returns anyelement language sql immutable as 'select $2';
create aggregate last (anyelement) (sfunc = last_of, stype = anyelement);
comment on aggregate last (anyelement) is 'it''s the last';
create aggregate smallest (int) (sfunc = int4smaller, stype = int, sortop = <, initcond = '7');
create aggregate share (float8 order by float8) (sfunc = ordered_set_transition, stype = internal, finalfunc = percentile_cont_float8_final);
create aggregate moving (int) (sfunc = int4pl, stype = int, msfunc = int4pl, minvfunc = int4mi, mstype = int, minitcond = '0');
create view totals as select total(id) from a;
