-- before
create table a (id int, n int default 3, check (n > 0));
create index a_n on a (n) where n > 5;
create function f() returns trigger language plpgsql as 'begin return new; end';
create trigger t before update of n on a for each row when (new.n > 3) execute function f();
create policy p on a using (n > 1);

-- after
create table a (id int, n bigint default 3, check (n > 0));
create index a_n on a (n) where n > 5;
create function f() returns trigger language plpgsql as 'begin return new; end';
create trigger t before update of n on a for each row when (new.n > 3) execute function f();
create policy p on a using (n > 1);
