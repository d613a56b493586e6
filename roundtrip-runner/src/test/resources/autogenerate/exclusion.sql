-- before
create table a (during tstzrange);

-- after
create table a (during tstzrange, exclude using gist (during with &&));
