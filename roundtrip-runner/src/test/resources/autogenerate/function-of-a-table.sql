-- before
create table a (id int, n text);

-- after
create table a (id int, n text);
create function all_of() returns setof a language sql stable as 'select * from a';
create function newest() returns a language sql begin atomic select * from a order by id desc limit 1; end;
