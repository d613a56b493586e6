-- Those of one schema add to the usual ones, those of all schemas replace them.
select 'default privileges', null, null, null, pg_get_userbyid(p.defaclrole)::text,
    case p.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'routines' when 'T' then 'types'
        when 'n' then 'schemas' else 'large objects' end || coalesce(' in schema ' || quote_ident(n.nspname), ''),
    '', 'pg_default_acl'::regclass::oid, p.oid, 0,
    pg_get_userbyid(p.defaclrole)::text, p.defaclacl::text,
    case when p.defaclnamespace <> 0 then '{}'
        else acldefault(case p.defaclobjtype when 'S' then 's' else p.defaclobjtype end, p.defaclrole)::text end, -1,
    '{}'::text[]
from pg_default_acl p
left join pg_namespace n on n.oid = p.defaclnamespace
