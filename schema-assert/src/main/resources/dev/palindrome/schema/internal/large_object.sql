-- A large object is data; what was said of it, and who may use it, belongs to the schema.
select 'large object', null, null, null, o.oid::text, null, '', 'pg_largeobject'::regclass::oid, o.oid, 0,
    pg_get_userbyid(o.lomowner)::text, o.lomacl::text, acldefault('L', o.lomowner)::text, -1,
    '{}'::text[]
from pg_largeobject_metadata o
