-- Their comments are not ours to compare: part -1 of the address finds none.
-- A list of rights that is there stays there, whatever is granted or revoked: none, and nothing was ever changed.
-- Objects that initdb or an extension made count only for the rights that were changed on them since.
-- Those of information_schema are not among the initial rights, and pg_dump leaves that schema out as a whole.
select case p.prokind when 'p' then 'procedure' when 'a' then 'aggregate' else 'function' end, null,
    n.nspname::text, null, p.proname::text, oidvectortypes(p.proargtypes), '', 'pg_proc'::regclass::oid, p.oid, -1,
    pg_get_userbyid(p.proowner)::text, p.proacl::text, coalesce(i.initprivs, acldefault('f', p.proowner))::text, -1,
    '{}'::text[]
from pg_proc p
join pg_namespace n on n.oid = p.pronamespace
left join pg_init_privs i on i.classoid = 'pg_proc'::regclass and i.objoid = p.oid and i.objsubid = 0
where p.proacl is not null and p.proacl is distinct from i.initprivs and n.nspname <> 'information_schema'
    and (p.oid < 16384 or exists (select from member m where m.classid = 'pg_proc'::regclass and m.objid = p.oid))
union all
select case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'f' then 'foreign table'
        when 'S' then 'sequence' else 'table' end, null,
    n.nspname::text, null, c.relname::text, null, '', 'pg_class'::regclass::oid, c.oid, -1,
    pg_get_userbyid(c.relowner)::text, c.relacl::text,
    coalesce(i.initprivs, acldefault(case c.relkind when 'S' then 's'::"char" else 'r' end, c.relowner))::text, -1,
    '{}'::text[]
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
left join pg_init_privs i on i.classoid = 'pg_class'::regclass and i.objoid = c.oid and i.objsubid = 0
where c.relacl is not null and c.relacl is distinct from i.initprivs and n.nspname <> 'information_schema'
    and (c.oid < 16384 or exists (select from member m where m.classid = 'pg_class'::regclass and m.objid = c.oid))
union all
select 'schema', null, null, null, n.nspname::text, null, '', 'pg_namespace'::regclass::oid, n.oid, -1,
    pg_get_userbyid(n.nspowner)::text, n.nspacl::text, coalesce(i.initprivs, acldefault('n', n.nspowner))::text, -1,
    '{}'::text[]
from pg_namespace n
left join pg_init_privs i on i.classoid = 'pg_namespace'::regclass and i.objoid = n.oid and i.objsubid = 0
where n.nspacl is not null and n.nspacl is distinct from i.initprivs and (n.nspname = 'pg_catalog'
    or exists (select from member m where m.classid = 'pg_namespace'::regclass and m.objid = n.oid))
union all
select case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'f' then 'foreign table' else 'table' end, null,
    n.nspname::text, null, c.relname::text, null, 'of column ' || quote_ident(a.attname) || ' ',
    'pg_class'::regclass::oid, c.oid, -1,
    pg_get_userbyid(c.relowner)::text, a.attacl::text, coalesce(i.initprivs, acldefault('c', c.relowner))::text, -1,
    '{}'::text[]
from (
    select attrelid, attname, attnum, attacl from pg_attribute where attrelid < 16384 and attacl is not null
    union all
    select a.attrelid, a.attname, a.attnum, a.attacl
    from member m
    join pg_attribute a on a.attrelid = m.objid
    where m.classid = 'pg_class'::regclass and m.objid >= 16384 and a.attacl is not null
) a
join pg_class c on c.oid = a.attrelid
join pg_namespace n on n.oid = c.relnamespace
left join pg_init_privs i on i.classoid = 'pg_class'::regclass and i.objoid = c.oid and i.objsubid = a.attnum
where a.attacl is distinct from i.initprivs and n.nspname <> 'information_schema'
union all
select case t.typtype when 'd' then 'domain' else 'type' end, null, n.nspname::text, null, t.typname::text, null, '',
    'pg_type'::regclass::oid, t.oid, -1,
    pg_get_userbyid(t.typowner)::text, t.typacl::text, coalesce(i.initprivs, acldefault('T', t.typowner))::text, -1,
    '{}'::text[]
from pg_type t
join pg_namespace n on n.oid = t.typnamespace
left join pg_init_privs i on i.classoid = 'pg_type'::regclass and i.objoid = t.oid and i.objsubid = 0
where t.typacl is not null and t.typacl is distinct from i.initprivs and n.nspname <> 'information_schema'
    and (t.oid < 16384 or exists (select from member m where m.classid = 'pg_type'::regclass and m.objid = t.oid))
union all
select 'language', null, null, null, l.lanname::text, null, '', 'pg_language'::regclass::oid, l.oid, -1,
    pg_get_userbyid(l.lanowner)::text, l.lanacl::text, coalesce(i.initprivs, acldefault('l', l.lanowner))::text, -1,
    '{}'::text[]
from pg_language l
left join pg_init_privs i on i.classoid = 'pg_language'::regclass and i.objoid = l.oid and i.objsubid = 0
where l.lanacl is not null and l.lanacl is distinct from i.initprivs
    and (l.oid < 16384 or exists (select from member m where m.classid = 'pg_language'::regclass and m.objid = l.oid))
union all
select 'foreign data wrapper', null, null, null, w.fdwname::text, null, '', 'pg_foreign_data_wrapper'::regclass::oid, w.oid, -1,
    pg_get_userbyid(w.fdwowner)::text, w.fdwacl::text, coalesce(i.initprivs, acldefault('F', w.fdwowner))::text, -1,
    '{}'::text[]
from pg_foreign_data_wrapper w
join member m on m.classid = 'pg_foreign_data_wrapper'::regclass and m.objid = w.oid
left join pg_init_privs i on i.classoid = 'pg_foreign_data_wrapper'::regclass and i.objoid = w.oid and i.objsubid = 0
where w.fdwacl is not null and w.fdwacl is distinct from i.initprivs
union all
select 'server', null, null, null, s.srvname::text, null, '', 'pg_foreign_server'::regclass::oid, s.oid, -1,
    pg_get_userbyid(s.srvowner)::text, s.srvacl::text, coalesce(i.initprivs, acldefault('S', s.srvowner))::text, -1,
    '{}'::text[]
from pg_foreign_server s
join member m on m.classid = 'pg_foreign_server'::regclass and m.objid = s.oid
left join pg_init_privs i on i.classoid = 'pg_foreign_server'::regclass and i.objoid = s.oid and i.objsubid = 0
where s.srvacl is not null and s.srvacl is distinct from i.initprivs
