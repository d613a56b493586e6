-- before
create table a (id int);

-- after
create sequence numbers start 1000 increment 10 maxvalue 100000;
create table a (id int, n bigint default nextval('numbers'));
