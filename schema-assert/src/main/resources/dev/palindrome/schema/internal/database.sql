-- The name of the database is no part of its schema. Settings hold for the sessions of one role or of all.
select 'database', null, null, null, 'current', null, '', 'pg_database'::regclass::oid, d.oid, 0,
    pg_get_userbyid(d.datdba)::text, d.datacl::text, acldefault('d', d.datdba)::text, -1,
    array[
        'connection limit', case when d.datconnlimit <> -1 then d.datconnlimit::text end,
        'set[]', (select s.setconfig::text from pg_db_role_setting s where s.setdatabase = d.oid and s.setrole = 0)
    ]::text[]
from pg_database d
where d.datname = current_database()
union all
select 'database', null, null, null, 'current', null, '', 'pg_db_role_setting'::regclass::oid, s.setrole, 0, null, null, null, -1,
    array['set for ' || quote_ident(pg_get_userbyid(s.setrole)) || '[]', s.setconfig::text]::text[]
from pg_db_role_setting s
join pg_database d on d.oid = s.setdatabase and d.datname = current_database()
where s.setrole <> 0
