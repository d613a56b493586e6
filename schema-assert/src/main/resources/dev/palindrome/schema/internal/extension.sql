-- As in pg_dump, without the version: it is what the server offers. Extensions that initdb made are left out.
select 'extension', null, null, null, e.extname::text, null, '', 'pg_extension'::regclass::oid, e.oid, 0, null, null, null, 0,
    array['schema', n.nspname]::text[]
from pg_extension e
join pg_namespace n on n.oid = e.extnamespace
where e.oid >= 16384
