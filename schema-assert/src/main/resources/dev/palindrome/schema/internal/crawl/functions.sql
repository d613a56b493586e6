-- Aggregates and window functions among them. The specific name keeps overloads apart; it is never shown.
select current_database() as function_cat, n.nspname as function_schem, p.proname as function_name, 1 as function_type,
    obj_description(p.oid, 'pg_proc') as remarks, p.proname || '_' || p.oid as specific_name,
    case p.prokind when 'a' then 'aggregate' else 'function' end as kind,
    oidvectortypes(p.proargtypes) as arguments,
    pg_get_function_result(p.oid) as returns
from pg_proc p
join pg_namespace n on n.oid = p.pronamespace
where p.oid >= 16384 and p.prokind <> 'p' and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
    and not exists (
        select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype in ('e', 'i')
    )
