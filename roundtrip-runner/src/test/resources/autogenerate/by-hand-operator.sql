-- by hand: operator public.===(integer, text)
-- before
create table a (id int);

-- after
create table a (id int);
create function eq(int, text) returns bool language sql immutable as 'select $1::text = $2';
create operator === (leftarg = int, rightarg = text, function = eq);
