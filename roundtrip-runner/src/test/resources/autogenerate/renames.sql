-- before
create table users (id int primary key, name text, born date);
create index users_name on users (name);

-- after
create table people (id int primary key, name text, born date);
create index people_name on people (name);
