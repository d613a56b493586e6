select 'publication', null, null, null, p.pubname::text, null, '', 'pg_publication'::regclass::oid, p.oid, 0, null, null, null, 0,
    array[
        'all tables', case when p.puballtables then 'yes' end,
        'publish', nullif(concat_ws(', ', case when p.pubinsert then 'insert' end, case when p.pubupdate then 'update' end,
            case when p.pubdelete then 'delete' end, case when p.pubtruncate then 'truncate' end), 'insert, update, delete, truncate'),
        'publish via partition root', case when p.pubviaroot then 'yes' end,
        'publish generated columns', case to_jsonb(p) ->> 'pubgencols' when 's' then 'stored' end,
        'schema[]', (select array_agg(quote_ident(n.nspname) || '=yes') -- since 15
            from pg_publication_namespace s join pg_namespace n on n.oid = s.pnnspid where s.pnpubid = p.oid)::text, -- since 15
        'table[]', (select array_agg(t.prrelid::regclass::text || '=' || coalesce(nullif(concat_ws(' ',
                '(' || (select string_agg(quote_ident(a.attname), ', ' order by a.attnum) -- since 15
                    from pg_attribute a where a.attrelid = t.prrelid and a.attnum = any (t.prattrs)) || ')', -- since 15
                'WHERE ' || pg_get_expr(t.prqual, t.prrelid), -- since 15
                null), ''), 'yes'))
            from pg_publication_rel t where t.prpubid = p.oid)::text,
        'owner', pg_get_userbyid(p.pubowner)
    ]::text[]
from pg_publication p
where p.oid >= 16384 and not exists (select from member m where m.classid = 'pg_publication'::regclass and m.objid = p.oid)
