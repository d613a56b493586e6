-- Operators without a function are there only because another names them as its commutator or negator.
select 'operator', null, n.nspname::text, null, o.oprname::text,
    coalesce(format_type(nullif(o.oprleft, 0), null), 'NONE') || ', ' || coalesce(format_type(nullif(o.oprright, 0), null), 'NONE'),
    '', 'pg_operator'::regclass::oid, o.oid, 0, null, null, null, 0,
    array[
        'function', o.oprcode::regprocedure::text,
        'commutator', nullif(o.oprcom, 0)::regoperator::text,
        'negator', nullif(o.oprnegate, 0)::regoperator::text,
        'restrict', nullif(o.oprrest::oid, 0)::regprocedure::text,
        'join', nullif(o.oprjoin::oid, 0)::regprocedure::text,
        'hashes', case when o.oprcanhash then 'yes' end,
        'merges', case when o.oprcanmerge then 'yes' end,
        'owner', pg_get_userbyid(o.oprowner)
    ]::text[]
from pg_operator o
join namespace n on n.oid = o.oprnamespace
where o.oid >= 16384 and o.oprcode <> 0
    and not exists (select from member m where m.classid = 'pg_operator'::regclass and m.objid = o.oid)
