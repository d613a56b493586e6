-- Columns and checks are counted, to notice when a crawl has lost some: SchemaCrawler logs such a failure and goes on.
select current_database() as table_cat, o.nspname as table_schem, o.relname as table_name,
    case o.relkind when 'p' then 'PARTITIONED TABLE' when 'f' then 'FOREIGN TABLE' else 'TABLE' end as table_type,
    obj_description(o.oid, 'pg_class') as remarks,
    o.relispartition::text as is_partition,
    coalesce((
        select array_agg(a.attname order by key.position)
        from pg_partitioned_table p, unnest(p.partattrs::int2[]) with ordinality key(number, position), pg_attribute a
        where p.partrelid = o.oid and a.attrelid = o.oid and a.attnum = key.number
    ), '{}')::text as partition_columns,
    (
        select count(*) from pg_attribute a where a.attrelid = o.oid and a.attnum > 0 and not a.attisdropped
    )::text as column_count,
    (select count(*) from pg_constraint c where c.conrelid = o.oid and c.contype = 'c')::text as check_count
from own o
