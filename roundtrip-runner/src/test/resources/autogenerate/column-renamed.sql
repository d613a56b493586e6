-- before
create table users (id int primary key, name text not null);

-- after
create table users (id int primary key, full_name text not null);
