-- An identity column's sequence is told with the column, one owned by a column with the table.
select case when d.deptype = 'i' then 'column' else 'sequence' end, owner.kind,
    r.nspname::text, owner.relname::text,
    case when d.deptype = 'i' then a.attname else r.relname end::text, null,
    case when d.deptype = 'i' then 'identity sequence ' else '' end,
    'pg_class'::regclass::oid, r.oid, 0,
    case when r.relacl is not null then pg_get_userbyid(r.relowner) end::text, r.relacl::text,
    case when r.relacl is not null then acldefault('s', r.relowner) end::text, coalesce(a.attnum, 0),
    case when d.deptype = 'i' then array[
        'identity sequence', r.relname,
        'identity start', case when s.seqstart <> usual.first then s.seqstart::text end,
        'identity increment', case when s.seqincrement <> 1 then s.seqincrement::text end,
        'identity minimum', case when s.seqmin <> usual.least then s.seqmin::text end,
        'identity maximum', case when s.seqmax <> usual.most then s.seqmax::text end,
        'identity cache', case when s.seqcache <> 1 then s.seqcache::text end,
        'identity cycle', case when s.seqcycle then 'yes' end,
        'identity unlogged', case when r.relpersistence <> owner.relpersistence
            then case r.relpersistence when 'u' then 'yes' else 'no' end end
    ]::text[] else array[
        'type', format_type(s.seqtypid, null),
        'start', case when s.seqstart <> usual.first then s.seqstart::text end,
        'increment', case when s.seqincrement <> 1 then s.seqincrement::text end,
        'minimum', case when s.seqmin <> usual.least then s.seqmin::text end,
        'maximum', case when s.seqmax <> usual.most then s.seqmax::text end,
        'cache', case when s.seqcache <> 1 then s.seqcache::text end,
        'cycle', case when s.seqcycle then 'yes' end,
        'unlogged', case when r.relpersistence = 'u' then 'yes' end,
        'owned by', case when owner.oid is not null then quote_ident(owner.nspname) || '.' || quote_ident(owner.relname) || '.' || quote_ident(a.attname) end,
        'owner', pg_get_userbyid(r.relowner)
    ]::text[] end
from relation r
join pg_sequence s on s.seqrelid = r.oid
left join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = r.oid and d.objsubid = 0
    and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0 and d.deptype in ('a', 'i')
left join relation owner on owner.oid = d.refobjid
left join lateral (
    select attname, attnum from pg_attribute where attrelid = d.refobjid and attnum = d.refobjsubid
    offset 0 -- else the planner reads the columns of all tables
) a on true
cross join lateral (
    select case when s.seqincrement > 0 then 1
            else case s.seqtypid when 'int2'::regtype then -32768 when 'int4'::regtype then -2147483648 else -9223372036854775808 end
        end as least,
        case when s.seqincrement < 0 then -1
            else case s.seqtypid when 'int2'::regtype then 32767 when 'int4'::regtype then 2147483647 else 9223372036854775807 end
        end as most,
        case when s.seqincrement > 0 then s.seqmin else s.seqmax end as first
) usual
where d.deptype is distinct from 'i' or owner.oid is not null
