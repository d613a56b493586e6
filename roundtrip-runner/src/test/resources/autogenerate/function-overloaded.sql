-- before
create function f(int) returns int language sql as 'select 1';

-- after
create function f(int, b text default 'q', variadic c int[] default '{}') returns setof text language sql rows 10 as 'select b';
create function f(text) returns table (x int, y text) language sql as $$ select 1, 'a' $$;
