-- before
create table a (id int);

-- after
create type floatrange as range (subtype = float8, subtype_diff = float8mi);
create table a (id int, r floatrange);
