-- before
create type pair as (a int, b int);
create table t (p pair);

-- after
create type pair as (a int, b int);
create function pair_cmp(pair, pair) returns int language sql immutable as 'select btint4cmp($1.a, $2.a)';
create function pair_lt(pair, pair) returns bool language sql immutable as 'select $1.a < $2.a';
create function pair_eq(pair, pair) returns bool language sql immutable as 'select $1.a = $2.a';
create function pair_gt(pair, pair) returns bool language sql immutable as 'select $1.a > $2.a';
create function pair_int(pair, int) returns bool language sql immutable as 'select $1.a = $2';
create operator <# (leftarg = pair, rightarg = pair, function = pair_lt, commutator = >#);
create operator =# (leftarg = pair, rightarg = pair, function = pair_eq, commutator = =#);
create operator ># (leftarg = pair, rightarg = pair, function = pair_gt, commutator = <#);
create operator =# (leftarg = pair, rightarg = int, function = pair_int);
create operator class by_a for type pair using btree as
    operator 1 <#, operator 3 =#, operator 5 >#, function 1 pair_cmp(pair, pair);
alter operator family by_a using btree add operator 3 =# (pair, int);
create table t (p pair);
create index t_by_a on t (p by_a);
