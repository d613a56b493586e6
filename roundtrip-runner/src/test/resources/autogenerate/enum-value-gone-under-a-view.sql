-- before
create type s as enum ('a', 'b', 'c');
create type pair as (l s, r s[]);
create table a (id int, x s not null, y s[]);
create table child () inherits (a);
create view v as select id, x from a;
create materialized view m as select y from a;
create trigger t before update of x on a for each row execute function suppress_redundant_updates_trigger();

-- after
create type s as enum ('a', 'b');
create type pair as (l s, r s[]);
create table a (id int, x s not null, y s[]);
create table child () inherits (a);
create view v as select id, x from a;
create materialized view m as select y from a;
create trigger t before update of x on a for each row execute function suppress_redundant_updates_trigger();
