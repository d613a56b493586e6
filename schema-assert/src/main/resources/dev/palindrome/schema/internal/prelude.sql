-- OIDs below 16384 are initdb's. Saying so spares reading them: they are by far the most in a small database.
-- What every kind of object shares. Each following file is one branch of a UNION ALL over these, with the columns
--   kind, parent_kind, schema, parent, name, arguments   the identity
--   prefix                      put before the attributes that the row's address brings (comment, grants)
--   class, object, part         the address in pg_description and its like
--   owner, acl, default_acl     the grants; acl is null where nobody ever granted or revoked
--   position                    rank among the siblings where order is kept; -1 where the object counts only for what
--                               was set on it
--   attributes                  name, value, name, value ...; a null value leaves the attribute out, and a name that
--                               ends in [] has a text array of key=value as its value, one attribute for each
with member as materialized (
    select classid, objid from pg_depend where refclassid = 'pg_extension'::regclass and deptype = 'e'
),
-- whole: begin
-- What belongs to operator classes and families, in the form of a list: see the last column above.
opelement as materialized (
    select d.refclassid, d.refobjid, true as isoperator,
        o.amopstrategy || ' (' || format_type(o.amoplefttype, null) || ', ' || format_type(o.amoprighttype, null) || ')='
        || o.amopopr::regoperator || case when o.amoppurpose = 'o'
            then ' for order by ' || quote_ident(n.nspname) || '.' || quote_ident(f.opfname) else '' end as text
    from pg_amop o
    join pg_depend d on d.classid = 'pg_amop'::regclass and d.objid = o.oid
        and d.refclassid in ('pg_opclass'::regclass, 'pg_opfamily'::regclass)
    left join pg_opfamily f on f.oid = o.amopsortfamily
    left join pg_namespace n on n.oid = f.opfnamespace
    where o.oid >= 16384
    union all
    select d.refclassid, d.refobjid, false,
        p.amprocnum || ' (' || format_type(p.amproclefttype, null) || ', ' || format_type(p.amprocrighttype, null) || ')='
        || p.amproc::regprocedure
    from pg_amproc p
    join pg_depend d on d.classid = 'pg_amproc'::regclass and d.objid = p.oid
        and d.refclassid in ('pg_opclass'::regclass, 'pg_opfamily'::regclass)
    where p.oid >= 16384
),
-- whole: end
namespace as materialized (
    select n.oid, n.nspname::text as nspname
    from pg_namespace n
    where n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
),
relation as materialized (
    select c.oid, n.nspname, c.relname::text as relname, c.relkind, c.relowner, c.relacl, c.relpersistence, c.reloftype,
        c.relispartition, c.relpartbound, c.relam, c.reltablespace, c.reltoastrelid, c.reloptions, c.relreplident,
        c.relrowsecurity, c.relforcerowsecurity,
        case c.relkind
            when 'v' then 'view' when 'm' then 'materialized view' when 'f' then 'foreign table'
            when 'S' then 'sequence' when 'c' then 'type' else 'table' end as kind
    from pg_class c
    join namespace n on n.oid = c.relnamespace
    where c.oid >= 16384 and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S', 'c')
        and c.oid = any ($1) -- touched
        and not exists (select from member m where m.classid = 'pg_class'::regclass and m.objid = c.oid) -- whole
        -- the row type of a composite belongs to an extension through its pg_type row
        and not exists (select from member m where m.classid = 'pg_type'::regclass and m.objid = c.reltype) -- whole
)
