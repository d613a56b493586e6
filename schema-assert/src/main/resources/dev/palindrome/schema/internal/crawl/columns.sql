-- A column of a domain that refuses NULL takes none either, whatever the column itself says.
select current_database() as table_cat, o.nspname as table_schem, o.relname as table_name, a.attname as column_name,
    0 as data_type, t.typname as type_name, 0 as column_size, 0 as decimal_digits,
    case when a.attnotnull or (t.typtype = 'd' and t.typnotnull) then 0 else 1 end as nullable,
    pg_get_expr(d.adbin, d.adrelid) as column_def,
    row_number() over (partition by o.oid order by a.attnum) as ordinal_position,
    case when a.attidentity <> '' then 'YES' else 'NO' end as is_autoincrement,
    case when a.attgenerated <> '' then 'YES' else 'NO' end as is_generatedcolumn,
    col_description(o.oid, a.attnum) as remarks,
    format_type(a.atttypid, a.atttypmod) as type_text
from own o
join pg_attribute a on a.attrelid = o.oid and a.attnum > 0 and not a.attisdropped
join pg_type t on t.oid = a.atttypid
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum and a.atthasdef
