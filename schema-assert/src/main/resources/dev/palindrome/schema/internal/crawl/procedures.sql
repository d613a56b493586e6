select current_database() as procedure_cat, n.nspname as procedure_schem, p.proname as procedure_name,
    1 as procedure_type, obj_description(p.oid, 'pg_proc') as remarks, p.proname || '_' || p.oid as specific_name,
    'procedure' as kind,
    oidvectortypes(p.proargtypes) as arguments
from pg_proc p
join pg_namespace n on n.oid = p.pronamespace
where p.oid >= 16384 and p.prokind = 'p' and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
    and not exists (
        select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype in ('e', 'i')
    )
