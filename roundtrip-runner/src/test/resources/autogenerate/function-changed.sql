-- before
create function f(a int) returns int language sql as 'select a';
create function g() returns text language plpgsql as 'begin return 1; end';

-- after
create function f(a int) returns int language sql immutable strict parallel safe cost 5 as 'select a + 1';
create function g() returns int language plpgsql security definer set search_path = pg_catalog, pg_temp as $x$ begin
  return 'a$$b'::text::int;
end $x$;
