-- What a user's own tables are: no schema of the server's, and no member of an extension, which comes with its extension.
with own as (
    select c.*, n.nspname
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where c.oid >= 16384 and c.relkind in ('r', 'p', 'f')
        and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
        and not exists (
            select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'
        )
)
