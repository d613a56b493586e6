-- A class has the operators and functions that cannot go without it; those that can are the family's.
select 'operator family', null, n.nspname::text, null, f.opfname::text, a.amname::text, '', 'pg_opfamily'::regclass::oid, f.oid, 0, null, null, null, 0,
    array[
        'operator[]', loose.operators,
        'function[]', loose.functions,
        'owner', pg_get_userbyid(f.opfowner)
    ]::text[]
from pg_opfamily f
join namespace n on n.oid = f.opfnamespace
join pg_am a on a.oid = f.opfmethod
cross join lateral (
    select
        (select array_agg(e.text) from opelement e where e.refclassid = 'pg_opfamily'::regclass and e.refobjid = f.oid and e.isoperator)::text as operators,
        (select array_agg(e.text) from opelement e where e.refclassid = 'pg_opfamily'::regclass and e.refobjid = f.oid and not e.isoperator)::text as functions
) loose
where f.oid >= 16384 and not exists (select from member m where m.classid = 'pg_opfamily'::regclass and m.objid = f.oid)
union all
select 'operator class', null, n.nspname::text, null, c.opcname::text, a.amname::text, '', 'pg_opclass'::regclass::oid, c.oid, 0, null, null, null, 0,
    array[
        'default', case when c.opcdefault then 'yes' end,
        'for type', format_type(c.opcintype, null),
        'family', quote_ident(fn.nspname) || '.' || quote_ident(f.opfname),
        'storage', case when c.opckeytype <> 0 then format_type(c.opckeytype, null) end,
        'operator[]', own.operators,
        'function[]', own.functions,
        'owner', pg_get_userbyid(c.opcowner)
    ]::text[]
from pg_opclass c
join namespace n on n.oid = c.opcnamespace
join pg_am a on a.oid = c.opcmethod
join pg_opfamily f on f.oid = c.opcfamily
join pg_namespace fn on fn.oid = f.opfnamespace
cross join lateral (
    select
        (select array_agg(e.text) from opelement e where e.refclassid = 'pg_opclass'::regclass and e.refobjid = c.oid and e.isoperator)::text as operators,
        (select array_agg(e.text) from opelement e where e.refclassid = 'pg_opclass'::regclass and e.refobjid = c.oid and not e.isoperator)::text as functions
) own
where c.oid >= 16384 and not exists (select from member m where m.classid = 'pg_opclass'::regclass and m.objid = c.oid)
