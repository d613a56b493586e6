-- before
create table a (n int constraint positive check (n > 0), m int);

-- after
create table a (n int constraint positive check (n >= 0), m int, constraint both_or_none check ((n is null) = (m is null)));
