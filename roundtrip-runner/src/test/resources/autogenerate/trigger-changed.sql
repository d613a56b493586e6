-- before
create table a (id int, n int);
create function f() returns trigger language plpgsql as 'begin return new; end';
create trigger t before insert on a for each row execute function f();

-- after
create table a (id int, n int);
create function f() returns trigger language plpgsql as 'begin return new; end';
create trigger t after insert or update of n on a for each row when (new.n > 0) execute function f('x');
create constraint trigger c after delete on a deferrable initially deferred for each row execute function f();
alter table a disable trigger c;
