-- PostgreSQL 18 keeps NOT NULL as a constraint with a name of its own; older servers have no such rows.
-- The name of one that is only inherited is its parent's.
select 'column', r.kind, r.nspname::text, r.relname::text, a.attname::text, null, 'not null ',
    'pg_constraint'::regclass::oid, c.oid, 0, null, null, null, a.attnum,
    array[
        'not null constraint', case when c.conislocal then c.conname end,
        'not null not valid', case when not c.convalidated then 'yes' end,
        'not null no inherit', case when c.connoinherit then 'yes' end,
        'not null inherited', case when c.coninhcount > 0 and c.conislocal and not r.relispartition then 'and local' end
    ]::text[]
from pg_constraint c
join relation r on r.oid = c.conrelid
join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
where c.contype = 'n'
    and c.oid >= 16384 -- whole
    and c.conrelid = any ($1) -- touched
