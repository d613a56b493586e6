select r.kind, null, r.nspname::text, null, r.relname::text, null, '', 'pg_class'::regclass::oid, r.oid, 0,
    case when r.relacl is not null then pg_get_userbyid(r.relowner) end::text, r.relacl::text,
    case when r.relacl is not null then acldefault('r', r.relowner) end::text, 0,
    array[
        'unlogged', case when r.relpersistence = 'u' then 'yes' end,
        'of type', case when r.reloftype <> 0 then format_type(r.reloftype, null) end,
        'partition by', case when r.relkind = 'p' then pg_get_partkeydef(r.oid) end,
        'partition of', case when r.relispartition then parents.list end,
        'partition bound', case when r.relispartition then pg_get_expr(r.relpartbound, r.oid) end,
        'partition detach pending', case when parents.pending then 'yes' end,
        'inherits', case when not r.relispartition then parents.list end,
        'definition', case when r.relkind in ('v', 'm') then pg_get_viewdef(r.oid) end,
        'server', case when r.relkind = 'f' then quote_ident(s.srvname) end,
        'foreign option[]', f.ftoptions::text,
        'option[]', r.reloptions::text,
        'toast option[]', toast.reloptions::text,
        'access method', case when am.amname <> 'heap' then quote_ident(am.amname) end,
        'tablespace', quote_ident(ts.spcname),
        'row security', case when r.relrowsecurity then 'yes' end,
        'row security forced', case when r.relforcerowsecurity then 'yes' end,
        'replica identity', case r.relreplident when 'f' then 'full' when 'n' then case when r.relkind in ('r', 'p', 'm') then 'nothing' end end,
        'owner', pg_get_userbyid(r.relowner)
    ]::text[]
from relation r
left join (
    select inhrelid, string_agg(inhparent::regclass::text, ', ' order by inhseqno) as list, bool_or(inhdetachpending) as pending
    from pg_inherits
    where inhrelid = any ($1) -- touched
    group by inhrelid
) parents on parents.inhrelid = r.oid
left join pg_class toast on toast.oid = r.reltoastrelid
left join pg_am am on am.oid = r.relam
left join pg_tablespace ts on ts.oid = r.reltablespace
left join pg_foreign_table f on f.ftrelid = r.oid
left join pg_foreign_server s on s.oid = f.ftserver
where r.relkind in ('r', 'p', 'f', 'v', 'm')
