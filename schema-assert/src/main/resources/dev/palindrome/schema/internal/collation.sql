-- A row as JSON has the columns of the server at hand: the locale has moved twice since PostgreSQL 14.
select 'collation', null, n.nspname::text, null, c.collname::text, null, '', 'pg_collation'::regclass::oid, c.oid, 0, null, null, null, 0,
    array[
        'provider', case c.collprovider when 'c' then 'libc' when 'i' then 'icu' when 'b' then 'builtin' else 'default' end,
        'locale', coalesce(j.row ->> 'colllocale', j.row ->> 'colliculocale', case when c.collprovider = 'i' then c.collcollate end),
        'lc_collate', case when c.collprovider <> 'i' then c.collcollate end,
        'lc_ctype', case when c.collprovider <> 'i' then c.collctype end,
        'rules', j.row ->> 'collicurules',
        'nondeterministic', case when not c.collisdeterministic then 'yes' end,
        'owner', pg_get_userbyid(c.collowner)
    ]::text[]
from pg_collation c
join namespace n on n.oid = c.collnamespace
cross join lateral (select to_jsonb(c) as row) j
where c.oid >= 16384 and not exists (select from member m where m.classid = 'pg_collation'::regclass and m.objid = c.oid)
