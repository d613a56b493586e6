-- before
create type a as (x int);
create type b as (x int);
create function a_to_b(a) returns b language sql immutable as 'select row($1.x)::b';
create cast (a as b) with function a_to_b(a);
create cast (a as text) with inout;

-- after
create type a as (x int);
create type b as (x int);
create function a_to_b(a) returns b language sql immutable as 'select row($1.x)::b';
create cast (a as b) with function a_to_b(a) as assignment;
create cast (b as text) with inout as implicit;
comment on cast (b as text) is 'as it stands';
