-- One row an index, with its columns as arrays: SchemaCrawler's own list of an index's columns tells neither INCLUDE nor
-- expressions nor operator classes apart, and two indexes with the same columns need not serve the same queries.
select current_database() as table_cat, o.nspname as table_schem, o.relname as table_name,
    not x.indisunique as non_unique, i.relname as index_name, 3 as type, 1 as ordinal_position,
    pg_get_indexdef(i.oid, 1, true) as column_name, 'A' as asc_or_desc, 0 as cardinality, 0 as pages,
    am.amname::text as method,
    part.keys::text as keys,
    part.columns::text as columns,
    coalesce(part.included, '{}')::text as included,
    pg_get_expr(x.indpred, x.indrelid) as predicate,
    pg_get_indexdef(i.oid) as definition,
    x.indisvalid::text as is_valid,
    x.indimmediate::text as is_immediate,
    coalesce(to_jsonb(x) ->> 'indnullsnotdistinct', 'false') as nulls_not_distinct,
    (x.indisreplident or x.indisclustered or i.relispartition)::text as is_needed_otherwise,
    c.contype::text as constraint_type,
    c.conname::text as constraint_name
from own o
join pg_index x on x.indrelid = o.oid
join pg_class i on i.oid = x.indexrelid
join pg_am am on am.oid = i.relam
left join pg_constraint c on c.conindid = i.oid and c.contype in ('p', 'u', 'x') and c.conrelid = o.oid
cross join lateral (
    select
        array_agg(
            expression
            || case when collation_oid <> 0 and collation_oid <> usual_collation
                then ' COLLATE ' || collation_oid::regcollation::text else '' end
            || case when opclass.opcdefault then '' else ' ' || quote_ident(opclass.opcname) end
            || case options & 3 when 1 then ' DESC NULLS LAST' when 2 then ' NULLS FIRST' when 3 then ' DESC' else '' end
            order by number
        ) filter (where number <= x.indnkeyatts) as keys,
        -- empty where it is no plain column, so that equality with the column cannot use it
        array_agg(
            case when collation_oid <> 0 and collation_oid <> usual_collation then '' else coalesce(attname, '') end
            order by number
        ) filter (where number <= x.indnkeyatts) as columns,
        array_agg(attname order by number) filter (where number > x.indnkeyatts) as included
    from (
        select number, pg_get_indexdef(i.oid, number, true) as expression, a.attname,
            case when number <= x.indnkeyatts then x.indcollation[number - 1] else 0 end as collation_oid,
            coalesce(a.attcollation, t.typcollation) as usual_collation,
            case when number <= x.indnkeyatts then x.indclass[number - 1] end as opclass_oid,
            case when number <= x.indnkeyatts then x.indoption[number - 1] else 0 end as options
        from generate_series(1, x.indnatts::int) number
        join pg_attribute ia on ia.attrelid = i.oid and ia.attnum = number
        join pg_type t on t.oid = ia.atttypid
        left join pg_attribute a on a.attrelid = o.oid and a.attnum = x.indkey[number - 1] and a.attnum > 0
    ) item
    left join pg_opclass opclass on opclass.oid = item.opclass_oid
) part
