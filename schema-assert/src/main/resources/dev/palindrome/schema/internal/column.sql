-- The columns of views follow from the definition: only what was set on them by itself is kept.
select case r.relkind when 'c' then 'attribute' else 'column' end, r.kind, r.nspname::text, r.relname::text, a.attname::text, null, '',
    'pg_class'::regclass::oid, r.oid, a.attnum,
    case when a.attacl is not null then pg_get_userbyid(r.relowner) end::text, a.attacl::text,
    case when a.attacl is not null then acldefault('c', r.relowner) end::text,
    case when r.relkind in ('v', 'm') then -1 else a.attnum end,
    -- What few columns have stands apart, so that it is not evaluated for each of them. A default has no variables: without
    -- the table, pg_get_expr need not look up its columns.
    case when a.attcollation <> t.typcollation or a.attgenerated <> '' or a.attidentity <> ''
            or a.attstorage <> t.typstorage or a.attcompression <> '' or a.attstattarget >= 0
            or cardinality(a.attoptions) > 1 or not starts_with(a.attoptions[1], 'pg_attver=')
            or a.attfdwoptions is not null or a.attinhcount > 0 then array[
        'type', case when r.relkind not in ('v', 'm') then format_type(a.atttypid, a.atttypmod) end,
        'not null', case when a.attnotnull then 'yes' end,
        'default', case when a.attgenerated = '' then pg_get_expr(d.adbin, 0) end,
        'collation', case when r.relkind not in ('v', 'm') and a.attcollation <> t.typcollation
            then a.attcollation::regcollation::text end,
        'generated stored', case when a.attgenerated = 's' then pg_get_expr(d.adbin, d.adrelid) end,
        'generated virtual', case when a.attgenerated = 'v' then pg_get_expr(d.adbin, d.adrelid) end,
        'identity', case a.attidentity when 'a' then 'always' when 'd' then 'by default' end,
        'storage', case when a.attstorage <> t.typstorage then
            case a.attstorage when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' else 'extended' end end,
        'compression', case a.attcompression when 'p' then 'pglz' when 'l' then 'lz4' end,
        'statistics', case when a.attstattarget >= 0 then a.attstattarget::text end,
        -- The server counts its changes in one of its own, pg_attver (seen from 15.20 on); pg_dump leaves it out, too.
        'option[]', array(select o from unnest(a.attoptions) o where not starts_with(o, 'pg_attver='))::text,
        'foreign option[]', a.attfdwoptions::text,
        'inherited', case when a.attinhcount > 0 and not r.relispartition
            then case when a.attislocal then 'and local' else 'yes' end end
    ]::text[] else array[
        'type', case when r.relkind not in ('v', 'm') then format_type(a.atttypid, a.atttypmod) end,
        'not null', case when a.attnotnull then 'yes' end,
        'default', case when a.attgenerated = '' then pg_get_expr(d.adbin, 0) end
    ]::text[] end
from relation r
cross join lateral (
    select * from pg_attribute where attrelid = r.oid and attnum > 0 and not attisdropped
    offset 0 -- else the planner reads the columns of indexes and toast tables, too
) a
join pg_type t on t.oid = a.atttypid
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum and a.atthasdef
where r.relkind <> 'S'
