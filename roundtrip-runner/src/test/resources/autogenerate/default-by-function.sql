-- before
create table a (id int);

-- after
create function next_code() returns text language sql as $$ select 'c' || floor(random() * 1000)::text $$;
create table a (id int, code text not null default next_code());
