-- before
create table t (id int);

-- after
create table t (id int);
create default conversion from_latin for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
create transform for int language sql (from sql with function prsd_lextype(internal));
