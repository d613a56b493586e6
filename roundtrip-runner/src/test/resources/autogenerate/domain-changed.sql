-- before
create domain d as text default 'x' constraint short check (length(value) < 10);
create table a (v d);

-- after
create domain d as text not null constraint short check (length(value) < 20) constraint no_x check (value <> 'x');
create table a (v d);
