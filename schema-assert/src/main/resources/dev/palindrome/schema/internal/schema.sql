-- The schema public differs by server version in owner and grants, and pg_dump leaves its initial state out.
select 'schema' as kind, null as parent_kind, null as schema, null as parent, n.nspname::text as name, null as arguments,
    '' as prefix, 'pg_namespace'::regclass::oid as class, n.oid as object, 0 as part,
    pg_get_userbyid(n.nspowner)::text as owner,
    case when n.nspname = 'public' then coalesce(n.nspacl, acldefault('n', n.nspowner)) else n.nspacl end::text as acl,
    case when n.nspname <> 'public' then acldefault('n', n.nspowner)
        when current_setting('server_version_num')::int >= 150000
            then acldefault('n', n.nspowner) || makeaclitem(0, n.nspowner, 'USAGE', false)
        else acldefault('n', n.nspowner) || makeaclitem(0, n.nspowner, 'USAGE', false)
            || makeaclitem(0, n.nspowner, 'CREATE', false) end::text as default_acl,
    0 as position,
    array[
        'owner', case when n.nspname <> 'public' or n.nspowner <> case
                when current_setting('server_version_num')::int >= 150000 then 'pg_database_owner'::regrole
                else 10 end
            then pg_get_userbyid(n.nspowner) end
    ]::text[] as attributes
from pg_namespace n
join namespace using (oid)
where not exists (select from member m where m.classid = 'pg_namespace'::regclass and m.objid = n.oid)
