-- What a partition has from its parent follows from the parent's key.
select
    current_database() as pktable_cat, rn.nspname as pktable_schem, r.relname as pktable_name, ra.attname as pkcolumn_name,
    current_database() as fktable_cat, o.nspname as fktable_schem, o.relname as fktable_name, a.attname as fkcolumn_name,
    c.conname as fk_name, key.position as key_seq,
    case c.confupdtype when 'c' then 0 when 'r' then 1 when 'n' then 2 when 'd' then 4 else 3 end as update_rule,
    case c.confdeltype when 'c' then 0 when 'r' then 1 when 'n' then 2 when 'd' then 4 else 3 end as delete_rule,
    case when c.condeferred then 5 when c.condeferrable then 6 else 7 end as deferrability,
    pg_get_constraintdef(c.oid) as definition,
    coalesce(to_jsonb(c) ->> 'conperiod', 'false') as is_temporal
from own o
join pg_constraint c on c.conrelid = o.oid and c.contype = 'f' and c.conparentid = 0
join pg_class r on r.oid = c.confrelid
join pg_namespace rn on rn.oid = r.relnamespace
cross join unnest(c.conkey, c.confkey) with ordinality key(number, referenced, position)
join pg_attribute a on a.attrelid = c.conrelid and a.attnum = key.number
join pg_attribute ra on ra.attrelid = c.confrelid and ra.attnum = key.referenced
order by o.nspname, o.relname, c.conname, key.position
