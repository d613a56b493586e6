-- before
create table other (id int);

-- after
create table other (id int);
create table m (day date not null, v int check (v > 0), primary key (day)) partition by range (day);
create table m1 partition of m for values from ('2026-01-01') to ('2026-02-01');
create table m_rest partition of m default;
create index on m (v);
