-- before
create table "Users" (id int primary key, "select" text, "Full Name" text);

-- after
create table "Users" (id int primary key, "select" text not null default 'a"b', "Full Name" varchar(80), "user" int check ("user" > 0));
create index "Odd ""Index" on "Users" ("select");
comment on column "Users"."Full Name" is 'it''s a "name"';
