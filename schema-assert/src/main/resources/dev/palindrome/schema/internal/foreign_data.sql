-- Of a password only a digest is shown, too short to guess it from: enough to see that it was changed.
select 'foreign data wrapper', null, null, null, w.fdwname::text, null, '', 'pg_foreign_data_wrapper'::regclass::oid, w.oid, 0,
    pg_get_userbyid(w.fdwowner)::text, w.fdwacl::text, acldefault('F', w.fdwowner)::text, 0,
    array[
        'handler', nullif(w.fdwhandler, 0)::regprocedure::text,
        'validator', nullif(w.fdwvalidator, 0)::regprocedure::text,
        'option[]', w.fdwoptions::text,
        'owner', pg_get_userbyid(w.fdwowner)
    ]::text[]
from pg_foreign_data_wrapper w
where w.oid >= 16384 and not exists (select from member m where m.classid = 'pg_foreign_data_wrapper'::regclass and m.objid = w.oid)
union all
select 'server', null, null, null, s.srvname::text, null, '', 'pg_foreign_server'::regclass::oid, s.oid, 0,
    pg_get_userbyid(s.srvowner)::text, s.srvacl::text, acldefault('S', s.srvowner)::text, 0,
    array[
        'type', s.srvtype,
        'version', s.srvversion,
        'foreign data wrapper', quote_ident(w.fdwname),
        'option[]', s.srvoptions::text,
        'owner', pg_get_userbyid(s.srvowner)
    ]::text[]
from pg_foreign_server s
join pg_foreign_data_wrapper w on w.oid = s.srvfdw
where s.oid >= 16384 and not exists (select from member m where m.classid = 'pg_foreign_server'::regclass and m.objid = s.oid)
union all
select 'user mapping', null, u.srvname::text, null, u.usename::text, null, '', 'pg_user_mapping'::regclass::oid, u.umid, 0, null, null, null, 0,
    array[
        'option[]', (select array_agg(case when o ~* '^[^=]*(pass|secret|token)' then split_part(o, '=', 1) || '=(not shown, digest '
            || substr(encode(sha256(convert_to(o, 'UTF8')), 'hex'), 1, 6) || ')' else o end) from unnest(u.umoptions) as o)::text
    ]::text[]
from pg_user_mappings u
where not exists (select from member m where m.classid = 'pg_foreign_server'::regclass and m.objid = u.srvid)
