-- An index behind a constraint is told with the constraint. The name and the table are cut off the definition, because
-- they are the index's identity; where the server's text does not begin as expected it is kept whole.
select case when k.oid is null then 'index' else 'constraint' end, r.kind, r.nspname::text,
    r.relname::text, coalesce(k.conname, i.relname)::text, null,
    case when k.oid is null then '' else 'index ' end,
    'pg_class'::regclass::oid, i.oid, 0, null, null, null, 0,
    case when k.oid is null then array[
        'unique', case when x.indisunique then 'yes' end,
        'definition', case when starts_with(def.text, def.head) then substr(def.text, length(def.head) + 1) else def.text end,
        'invalid', case when not x.indisvalid then 'yes' end,
        'clustered', case when x.indisclustered then 'yes' end,
        'replica identity', case when x.indisreplident then 'yes' end,
        'tablespace', quote_ident(ts.spcname),
        'statistics', case when x.indexprs is not null then (
            select string_agg(attnum || ': ' || attstattarget, ', ' order by attnum)
            from pg_attribute where attrelid = i.oid and attstattarget >= 0) end,
        'attached to', up.inhparent::regclass::text
    ]::text[] else array[
        'index invalid', case when not x.indisvalid then 'yes' end,
        'index clustered', case when x.indisclustered then 'yes' end,
        'index replica identity', case when x.indisreplident then 'yes' end,
        'index tablespace', quote_ident(ts.spcname),
        'index option[]', i.reloptions::text,
        'index statistics', case when x.indexprs is not null then (
            select string_agg(attnum || ': ' || attstattarget, ', ' order by attnum)
            from pg_attribute where attrelid = i.oid and attstattarget >= 0) end,
        'index attached to', up.inhparent::regclass::text
    ]::text[] end
from relation r
join pg_index x on x.indrelid = r.oid
join pg_class i on i.oid = x.indexrelid
left join pg_constraint k on k.conindid = i.oid and k.contype in ('p', 'u', 'x') and k.conrelid = r.oid
left join lateral (
    select pg_get_indexdef(i.oid) as text,
        'CREATE ' || case when x.indisunique then 'UNIQUE ' else '' end || 'INDEX ' || quote_ident(i.relname)
        || ' ON ' || case when i.relkind = 'I' then 'ONLY ' else '' end || quote_ident(r.nspname) || '.' || quote_ident(r.relname) || ' ' as head
    where k.oid is null
    offset 0 -- else the planner writes the call out at each place where its result is used
) def on true
left join pg_tablespace ts on ts.oid = i.reltablespace
left join pg_inherits up on up.inhrelid = i.oid
-- Most indexes behind a constraint have nothing of their own to tell.
where k.oid is null or not x.indisvalid or x.indisclustered or x.indisreplident or i.reltablespace <> 0
    or i.reloptions is not null or x.indexprs is not null or up.inhparent is not null
    or exists (select from pg_description c where c.classoid = 'pg_class'::regclass and c.objoid = i.oid and c.objoid >= 16384
        offset 0 -- touched
    )
