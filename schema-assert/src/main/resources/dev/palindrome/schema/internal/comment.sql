-- Comments find their object by its address; those that initdb wrote, and those of objects not shown here, find none.
select 'comment', null, null, null, null, null, '', d.classoid, d.objoid, d.objsubid, null, null, null, 0,
    array['comment', d.description]::text[]
from pg_description d
where d.objoid >= 16384
    or d.classoid = 'pg_namespace'::regclass and d.description <> 'standard public schema'
        and d.objoid in (select oid from namespace)
