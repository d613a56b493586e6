-- before
create table a (id int, n text);
create materialized view m as select id from a;
create unique index m_id on m (id);

-- after
create table a (id int, n text);
create materialized view m as select id, n from a with no data;
create unique index m_id on m (id);
create index m_n on m (n);
refresh materialized view m;
