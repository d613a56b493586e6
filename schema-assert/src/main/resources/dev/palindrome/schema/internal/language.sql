select 'language', null, null, null, l.lanname::text, null, '', 'pg_language'::regclass::oid, l.oid, 0,
    pg_get_userbyid(l.lanowner)::text, l.lanacl::text, acldefault('l', l.lanowner)::text, 0,
    array[
        'trusted', case when l.lanpltrusted then 'yes' end,
        'handler', nullif(l.lanplcallfoid, 0)::regprocedure::text,
        'inline', nullif(l.laninline, 0)::regprocedure::text,
        'validator', nullif(l.lanvalidator, 0)::regprocedure::text,
        'owner', pg_get_userbyid(l.lanowner)
    ]::text[]
from pg_language l
where l.oid >= 16384 and not exists (select from member m where m.classid = 'pg_language'::regclass and m.objid = l.oid)
