select 'conversion', null, n.nspname::text, null, c.conname::text, null, '', 'pg_conversion'::regclass::oid, c.oid, 0, null, null, null, 0,
    array[
        'default', case when c.condefault then 'yes' end,
        'from', pg_encoding_to_char(c.conforencoding),
        'to', pg_encoding_to_char(c.contoencoding),
        'function', c.conproc::text,
        'owner', pg_get_userbyid(c.conowner)
    ]::text[]
from pg_conversion c
join namespace n on n.oid = c.connamespace
where c.oid >= 16384 and not exists (select from member m where m.classid = 'pg_conversion'::regclass and m.objid = c.oid)
