select 'policy', r.kind, r.nspname::text, r.relname::text, p.polname::text, null, '', 'pg_policy'::regclass::oid, p.oid, 0, null, null, null, 0,
    array[
        'restrictive', case when not p.polpermissive then 'yes' end,
        'for', case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
        'to', (select string_agg(case u.role when 0 then 'public' else quote_ident(pg_get_userbyid(u.role)) end, ', '
                order by pg_get_userbyid(u.role)::text collate "C") from unnest(p.polroles) as u (role)),
        'using', pg_get_expr(p.polqual, p.polrelid),
        'with check', pg_get_expr(p.polwithcheck, p.polrelid)
    ]::text[]
from relation r
join pg_policy p on p.polrelid = r.oid
