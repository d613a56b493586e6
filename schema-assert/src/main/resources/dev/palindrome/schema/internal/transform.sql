select 'transform', null, null, null, l.lanname::text, format_type(t.trftype, null), '', 'pg_transform'::regclass::oid, t.oid, 0, null, null, null, 0,
    array[
        'from sql', nullif(t.trffromsql::oid, 0)::regprocedure::text,
        'to sql', nullif(t.trftosql::oid, 0)::regprocedure::text
    ]::text[]
from pg_transform t
join pg_language l on l.oid = t.trflang
where t.oid >= 16384 and not exists (select from member m where m.classid = 'pg_transform'::regclass and m.objid = t.oid)
