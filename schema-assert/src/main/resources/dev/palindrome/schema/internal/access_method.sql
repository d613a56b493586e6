select 'access method', null, null, null, a.amname::text, null, '', 'pg_am'::regclass::oid, a.oid, 0, null, null, null, 0,
    array[
        'for', case a.amtype when 't' then 'table' else 'index' end,
        'handler', a.amhandler::regproc::text
    ]::text[]
from pg_am a
where a.oid >= 16384 and not exists (select from member m where m.classid = 'pg_am'::regclass and m.objid = a.oid)
