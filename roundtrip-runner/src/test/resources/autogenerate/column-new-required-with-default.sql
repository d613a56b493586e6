-- before
create table a (id int primary key);

-- after
create table a (id int primary key, active boolean not null default true, kind varchar(20) not null default 'it''s');
