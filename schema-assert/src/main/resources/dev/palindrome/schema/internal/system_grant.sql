-- Objects that initdb or an extension made count only for the rights that were changed on them since.
-- Those of information_schema are not among the initial rights, and pg_dump leaves that schema out as a whole.
select case p.prokind when 'p' then 'procedure' when 'a' then 'aggregate' else 'function' end, null,
    n.nspname::text, null, p.proname::text, oidvectortypes(p.proargtypes), '', 'pg_proc'::regclass::oid, p.oid, 0,
    pg_get_userbyid(p.proowner)::text, p.proacl::text, coalesce(i.initprivs, acldefault('f', p.proowner))::text, -1,
    '{}'::text[]
from pg_proc p
join pg_namespace n on n.oid = p.pronamespace
left join pg_init_privs i on i.classoid = 'pg_proc'::regclass and i.objoid = p.oid and i.objsubid = 0
where p.proacl is distinct from i.initprivs and n.nspname <> 'information_schema'
    and (p.oid < 16384 or exists (select from member m where m.classid = 'pg_proc'::regclass and m.objid = p.oid))
union all
select case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'f' then 'foreign table'
        when 'S' then 'sequence' else 'table' end, null,
    n.nspname::text, null, c.relname::text, null, '', 'pg_class'::regclass::oid, c.oid, 0,
    pg_get_userbyid(c.relowner)::text, c.relacl::text,
    coalesce(i.initprivs, acldefault(case c.relkind when 'S' then 's'::"char" else 'r' end, c.relowner))::text, -1,
    '{}'::text[]
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
left join pg_init_privs i on i.classoid = 'pg_class'::regclass and i.objoid = c.oid and i.objsubid = 0
where c.relacl is distinct from i.initprivs and n.nspname <> 'information_schema'
    and (c.oid < 16384 or exists (select from member m where m.classid = 'pg_class'::regclass and m.objid = c.oid))
union all
select 'schema', null, null, null, n.nspname::text, null, '', 'pg_namespace'::regclass::oid, n.oid, 0,
    pg_get_userbyid(n.nspowner)::text, n.nspacl::text, coalesce(i.initprivs, acldefault('n', n.nspowner))::text, -1,
    '{}'::text[]
from pg_namespace n
left join pg_init_privs i on i.classoid = 'pg_namespace'::regclass and i.objoid = n.oid and i.objsubid = 0
where n.nspacl is distinct from i.initprivs and n.nspname = 'pg_catalog'
