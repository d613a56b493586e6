-- Comments and security labels find their object by its address; those that initdb wrote, and those of objects not shown
-- here, find none.
select 'comment', null, null, null, null, null, '', d.classoid, d.objoid, d.objsubid, null, null, null, 0,
    array['comment', d.description]::text[]
from pg_description d
where d.objoid >= 16384
union all
select 'comment', null, null, null, null, null, '', d.classoid, d.objoid, d.objsubid, null, null, null, 0,
    array['comment', d.description]::text[]
from namespace n
join pg_description d on d.objoid = n.oid and d.classoid = 'pg_namespace'::regclass
where n.oid < 16384 and d.description <> 'standard public schema'
union all
select 'comment', null, null, null, null, null, '', d.classoid, d.objoid, 0, null, null, null, 0,
    array['comment', d.description]::text[]
from pg_shdescription d
where d.classoid in ('pg_database'::regclass, 'pg_subscription'::regclass) and d.objoid >= 16384
union all
select 'comment', null, null, null, null, null, '', l.classoid, l.objoid, l.objsubid, null, null, null, 0,
    array['security label ' || quote_ident(l.provider), l.label]::text[]
from pg_seclabel l
union all
select 'comment', null, null, null, null, null, '', l.classoid, l.objoid, 0, null, null, null, 0,
    array['security label ' || quote_ident(l.provider), l.label]::text[]
from pg_shseclabel l
where l.classoid in ('pg_database'::regclass, 'pg_subscription'::regclass) and l.objoid >= 16384
