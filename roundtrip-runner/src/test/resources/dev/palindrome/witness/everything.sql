-- One schema with an object of every kind. Paragraphs are statements; they may be run in any order that the server accepts.
create schema shop

create schema "Odd Names"

grant usage on schema shop to pg_monitor

comment on schema shop is 'the shop'

create extension hstore schema shop

create extension postgres_fdw

grant usage on foreign data wrapper postgres_fdw to pg_monitor

create function shop.handler() returns language_handler language c as '$libdir/plpgsql', 'plpgsql_call_handler'

create language plbare handler shop.handler

create access method heap2 type table handler heap_tableam_handler

create collation shop.plain (provider = libc, lc_collate = 'C', lc_ctype = 'POSIX')

create default conversion shop.latin for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8

create type shop.mood as enum ('sad', 'it''s fine', 'happy, really')

create type shop.address as (street text collate "C", zip varchar(5))

comment on column shop.address.zip is 'five digits'

create type shop.span as range (subtype = text, collation = "C", subtype_opclass = text_pattern_ops)

create domain shop.positive as int default 1 not null constraint above check (value > 0)

comment on constraint above on domain shop.positive is 'why'

create function shop.short_in(cstring) returns shop.short language internal immutable strict as 'int4in'; create function shop.short_out(shop.short) returns cstring language internal immutable strict as 'int4out'; create type shop.short (input = shop.short_in, output = shop.short_out, internallength = 4, passedbyvalue, alignment = int4, default = '7', category = 'N')

create function shop.same(shop.short, shop.short) returns bool language internal immutable strict as 'int4eq'

create function shop.less(shop.short, shop.short) returns bool language internal immutable strict as 'int4lt'

create function shop.compare(shop.short, shop.short) returns int language internal immutable strict as 'btint4cmp'

create operator shop.=== (leftarg = shop.short, rightarg = shop.short, function = shop.same, commutator = operator(shop.===), restrict = eqsel, join = eqjoinsel, hashes, merges)

create operator shop.<< (leftarg = shop.short, rightarg = shop.short, function = shop.less)

create operator family shop.shorts using btree

create operator class shop.short_ops default for type shop.short using btree family shop.shorts as operator 1 shop.<<, operator 3 shop.===, function 1 shop.compare(shop.short, shop.short)

create cast (shop.short as int) without function as assignment

create function shop.received(internal) returns shop.short language internal immutable strict as 'int4recv'

create transform for shop.short language sql (from sql with function prsd_lextype(internal), to sql with function shop.received(internal))

create text search parser shop.parser (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype)

create text search template shop.simple (init = dsimple_init, lexize = dsimple_lexize)

create text search dictionary shop.words (template = shop.simple, accept = false)

create text search configuration shop.search (parser = shop.parser)

alter text search configuration shop.search add mapping for asciiword, email with shop.words, simple

create sequence shop.counter as smallint increment 5 cycle

create table shop.customers (id serial primary key, name text not null default 'x' collate "C", mood shop.mood, home shop.address, bag shop.hstore, unique (name) include (mood))

alter table shop.customers enable row level security

create policy mine on shop.customers for select to pg_monitor using (id > 0)

create table shop.orders (id bigint generated always as identity (start 5 increment 2), customer_id int references shop.customers on delete set null deferrable, total numeric(10, 2), amount shop.positive, twice numeric generated always as (total * 2) stored, small shop.short, constraint sane check (total > 0) no inherit, primary key (id), exclude using gist (int4range(customer_id, customer_id + 1) with &&))

alter table shop.orders add constraint later check (customer_id > 5) not valid

alter table shop.orders set (fillfactor = 70, toast.autovacuum_enabled = false)

alter table shop.orders alter column total set statistics 300, alter column total set storage main, alter column total set (n_distinct = 5)

comment on column shop.orders.total is 'in euro'

grant select, insert (total) on shop.orders to pg_monitor with grant option

create index by_total on shop.orders (total desc nulls last, (total * 2)) include (id) where total > 10

create statistics shop.linked (dependencies, mcv) on customer_id, total from shop.orders

create function shop.touch() returns trigger language plpgsql as 'begin return new; end'

create trigger touched before update of total on shop.orders for each row when (old.total <> new.total) execute function shop.touch('x')

alter table shop.orders disable trigger touched

create rule quiet as on delete to shop.orders where old.id < 0 do instead nothing

alter table shop.orders replica identity full

create unlogged table shop.scratch (a int) using heap2

create table shop.base_a (a int not null); create table shop.base_b (b int check (b > 0)); create table shop.heir (c int) inherits (shop.base_a, shop.base_b)

create table shop.events (id int, day date not null, primary key (id, day)) partition by range (day)

create table shop.events_2020 partition of shop.events for values from ('2020-01-01') to ('2021-01-01')

create table shop.events_rest partition of shop.events default partition by list (id)

create index events_day on shop.events (day)

create trigger on_all after insert on shop.events for each row execute function shop.touch()

create table "Odd Names"."a.b ""c"" | é" ("x|y: z" int primary key, "Ü" text default E'a\\b\n''c''')

create view shop.big with (security_barrier) as select id, total from shop.orders where total > 100 with local check option

create materialized view shop.sums as select customer_id, sum(total) as total from shop.orders group by 1 with no data

create unique index sums_customer on shop.sums (customer_id)

create function shop.plus(a int, b int default 1) returns int language sql immutable strict parallel safe cost 7 set work_mem = '1MB' as 'select a + b'

revoke execute on function shop.plus from public

create procedure shop.tidy(inout a int) language plpgsql security definer as 'begin a := 1; end'

create function shop.standard(a int) returns int language sql begin atomic select a + 1; end

create aggregate shop.total(int) (sfunc = int4pl, stype = int, initcond = '0', combinefunc = int4pl, parallel = safe)

create server there type 'x' foreign data wrapper postgres_fdw options (host 'a', dbname 'b')

create user mapping for public server there options (user 'a', password 'secret')

create foreign table shop.remote (a int options (column_name 'A'), b text not null) server there options (table_name 't')

create function shop.watch() returns event_trigger language plpgsql as 'begin end'

create event trigger watching on ddl_command_end when tag in ('CREATE CAST') execute function shop.watch()

create publication several for table shop.customers, only shop.orders with (publish = 'insert, update')

create publication filtered for table shop.customers (id, name) where (id > 5)
-- since 15

create subscription listens connection 'dbname=elsewhere password=secret' publication a, b with (connect = false, slot_name = none)

create schema later; alter default privileges in schema later grant select on tables to pg_monitor

alter default privileges for role pg_monitor revoke execute on functions from public

revoke execute on function pg_sleep(float8) from public

grant select (rolpassword) on pg_authid to pg_monitor
