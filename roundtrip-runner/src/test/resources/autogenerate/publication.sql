-- before
create schema app;
create table a (id int primary key, secret text);
create table b (id int primary key);
create publication whole for all tables;
create publication part for table a, b with (publish = 'insert');
create publication gone for table a;
create publication emptied for table a;

-- after
create schema app;
create table a (id int primary key, secret text);
create table b (id int primary key);
create table c (id int primary key);
create publication whole for all tables with (publish_via_partition_root = true);
create publication part for table a (id) where (id > 7), c with (publish = 'insert, update');
create publication by_schema for tables in schema app;
create publication emptied;
comment on publication part is 'not all';
