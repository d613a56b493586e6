-- before
create table a (id int primary key);

-- after
create table a (id int primary key, email text not null, "Order" int not null);
