-- Casts that came with a type, such as a range's to its multirange, hang on it internally.
select 'cast', null, null, null, format_type(c.castsource, null) || ' AS ' || format_type(c.casttarget, null), null,
    '', 'pg_cast'::regclass::oid, c.oid, 0, null, null, null, 0,
    array[
        'function', nullif(c.castfunc, 0)::regprocedure::text,
        'method', case c.castmethod when 'b' then 'binary coercible' when 'i' then 'input and output' end,
        'implicit', case c.castcontext when 'i' then 'yes' when 'a' then 'in assignments' end
    ]::text[]
from pg_cast c
where c.oid >= 16384 and not exists (
    select from pg_depend d where d.classid = 'pg_cast'::regclass and d.objid = c.oid and d.deptype in ('e', 'i'))
