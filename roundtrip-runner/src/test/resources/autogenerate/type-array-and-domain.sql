-- before
create domain email as text check (value like '%@%');
create table a (m text, l int[]);

-- after
create domain email as text check (value like '%@%');
create table a (m email, l bigint[]);
