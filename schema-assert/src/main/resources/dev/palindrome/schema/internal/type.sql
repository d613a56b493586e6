-- The array type of a base type, and the multirange type of a range, come and go with it.
select case t.typtype when 'd' then 'domain' else 'type' end, null, n.nspname::text, null, t.typname::text, null, '',
    'pg_type'::regclass::oid, t.oid, 0,
    case when t.typacl is not null then pg_get_userbyid(t.typowner) end::text, t.typacl::text,
    case when t.typacl is not null then acldefault('T', t.typowner) end::text, 0,
    array[
        'composite', case when t.typtype = 'c' then 'yes' end,
        'enum', case when t.typtype = 'e' then coalesce(label.list, '') end,
        'undefined', case when not t.typisdefined then 'yes' end,
        'input', case when base_type then t.typinput::regprocedure::text end,
        'output', case when base_type then t.typoutput::regprocedure::text end,
        'receive', case when base_type then nullif(t.typreceive::oid, 0)::regprocedure::text end,
        'send', case when base_type then nullif(t.typsend::oid, 0)::regprocedure::text end,
        'typmod input', case when base_type then nullif(t.typmodin::oid, 0)::regprocedure::text end,
        'typmod output', case when base_type then nullif(t.typmodout::oid, 0)::regprocedure::text end,
        'analyze', case when base_type then nullif(t.typanalyze::oid, 0)::regprocedure::text end,
        'subscript', case when base_type then nullif(t.typsubscript::oid, 0)::regprocedure::text end,
        'internal length', case when base_type then case t.typlen when -1 then 'variable' else t.typlen::text end end,
        'passed by value', case when base_type and t.typbyval then 'yes' end,
        'alignment', case when base_type then case t.typalign when 'c' then 'char' when 's' then 'int2' when 'd' then 'double' else 'int4' end end,
        'storage', case when base_type then case t.typstorage
            when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' else 'extended' end end,
        'category', case when base_type and t.typcategory <> 'U' then t.typcategory::text end,
        'preferred', case when base_type and t.typispreferred then 'yes' end,
        'element', case when base_type and t.typelem <> 0 then format_type(t.typelem, null) end,
        'delimiter', case when base_type and t.typdelim <> ',' then t.typdelim::text end,
        'collatable', case when base_type and t.typcollation <> 0 then 'yes' end,
        'base type', case when t.typtype = 'd' then format_type(t.typbasetype, t.typtypmod) end,
        'collation', case when t.typtype = 'd' and t.typcollation <> base.typcollation
            then t.typcollation::regcollation::text end,
        'default', case when t.typtype = 'd' or base_type then coalesce(pg_get_expr(t.typdefaultbin, 'pg_type'::regclass), t.typdefault) end,
        'not null', case when t.typnotnull then 'yes' end,
        'not null constraint', nonnull.conname,
        'range of', case when t.typtype = 'r' then format_type(r.rngsubtype, null) end,
        'operator class', case when not opc.opcdefault then quote_ident(opn.nspname) || '.' || quote_ident(opc.opcname) end,
        'collation', case when r.rngcollation <> subtype.typcollation then r.rngcollation::regcollation::text end,
        'canonical', case when r.rngcanonical <> 0 then r.rngcanonical::regprocedure::text end,
        'subtype difference', case when r.rngsubdiff <> 0 then r.rngsubdiff::regprocedure::text end,
        'multirange', case when t.typtype = 'r' then format_type(r.rngmultitypid, null) end,
        'owner', pg_get_userbyid(t.typowner)
    ]::text[]
from pg_type t
join namespace n on n.oid = t.typnamespace
cross join lateral (select t.typtype = 'b' and t.typisdefined as base_type) as own
left join relation c on c.oid = t.typrelid and c.relkind = 'c'
left join pg_type base on base.oid = t.typbasetype
left join pg_constraint nonnull on nonnull.contypid = t.oid and nonnull.contype = 'n'
left join pg_range r on r.rngtypid = t.oid and t.typtype = 'r'
left join pg_type subtype on subtype.oid = r.rngsubtype
left join pg_opclass opc on opc.oid = r.rngsubopc
left join pg_namespace opn on opn.oid = opc.opcnamespace
left join (
    select enumtypid, string_agg(
        case when enumlabel::text collate "C" ~ '^[A-Za-z0-9_][A-Za-z0-9_ .:/+-]*$' and enumlabel !~ ' $'
            then enumlabel::text else quote_literal(enumlabel) end, ', ' order by enumsortorder) as list
    from pg_enum
    where enumtypid = any ($2) -- touched
    group by enumtypid
) label on label.enumtypid = t.oid
where t.oid >= 16384
    and t.oid = any ($2) -- touched
    and (t.typtype in ('e', 'd', 'r', 'p') or c.oid is not null
        or t.typtype = 'b' and not exists (select from pg_type e where e.oid = t.typelem and e.typarray = t.oid))
    and not exists (select from member m where m.classid = 'pg_type'::regclass and m.objid = t.oid) -- whole
