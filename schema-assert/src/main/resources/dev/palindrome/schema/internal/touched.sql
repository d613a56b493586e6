-- What has to be read anew, as rows of a word and an OID: 'relation', 'type', 'function', 'gone', or 'beyond' where only the whole tells.
--   $1 oid[]    relations on which a script took a lock that goes with a change
--   $2 xid      the first transaction that the last reading may not have seen
--   $3 oid[]    the types, functions and constraints of domains that were there at the last reading
-- A line that ends in "where" and a word is left out unless the word was given: most are about one catalogue, and only needed where that was
-- written to. A row that was written since has a transaction at least as young as $2. Rows of initdb, and what belongs to an extension, count
-- only for the rights granted on them, which stand elsewhere.
with since as materialized (select age($2) as age),
seed as materialized (
    select unnest($1) as oid
    union select c.oid from pg_class c where age(c.xmin) <= (select age from since) -- where pg_class
    union select a.attrelid from pg_attribute a where age(a.xmin) <= (select age from since) -- where pg_attribute
    union select d.adrelid from pg_attrdef d where age(d.xmin) <= (select age from since) -- where pg_attrdef
    union select c.conrelid from pg_constraint c where c.conrelid <> 0 and age(c.xmin) <= (select age from since) -- where pg_constraint
    union select i.indexrelid from pg_index i where age(i.xmin) <= (select age from since) -- where pg_index
    union select h.inhrelid from pg_inherits h where age(h.xmin) <= (select age from since) -- where pg_inherits
    union select p.partrelid from pg_partitioned_table p where age(p.xmin) <= (select age from since) -- where pg_partitioned_table
    union select p.polrelid from pg_policy p where age(p.xmin) <= (select age from since) -- where pg_policy
    union select r.ev_class from pg_rewrite r where age(r.xmin) <= (select age from since) -- where pg_rewrite
    union select s.seqrelid from pg_sequence s where age(s.xmin) <= (select age from since) -- where pg_sequence
    union select t.tgrelid from pg_trigger t where age(t.xmin) <= (select age from since) -- where pg_trigger
),
-- The table of an index, the owner of a sequence, the foreign keys' other side.
own as materialized (
    select oid from seed
    union select i.indrelid from seed s join pg_index i on i.indexrelid = s.oid
    union select d.refobjid
    from seed s
    cross join lateral (
        select refclassid, refobjid, deptype from pg_depend where classid = 'pg_class'::regclass and objid = s.oid
        offset 0 -- else the planner reads what all relations depend on; so below
    ) d
    where d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i', 'P', 'S')
),
-- Whose texts speak of them, or of their row types. A foreign key speaks of nothing but names.
dependent as materialized (
    select 0::oid as classid, 0::oid as objid where false
    union select d.classid, d.objid -- where dependents
        from own -- where dependents
        cross join lateral ( -- where dependents
            select classid, objid from pg_depend where refclassid = 'pg_class'::regclass and refobjid = own.oid -- where dependents
            offset 0 -- where dependents
        ) d -- where dependents
    union select d.classid, d.objid -- where dependents
        from own -- where dependents
        join pg_class c on c.oid = own.oid -- where dependents
        join pg_type t on t.oid = c.reltype -- where dependents
        cross join lateral ( -- where dependents
            select classid, objid, deptype from pg_depend where refclassid = 'pg_type'::regclass and refobjid in (t.oid, t.typarray) -- where dependents
            offset 0 -- where dependents
        ) d -- where dependents
        where d.deptype <> 'i' -- where dependents
),
relation as materialized (
    select oid from own
    union select case d.classid -- where dependents
        when 'pg_class'::regclass then coalesce((select i.indrelid from pg_index i where i.indexrelid = d.objid), d.objid) -- where dependents
        when 'pg_constraint'::regclass then (select c.conrelid from pg_constraint c where c.oid = d.objid -- where dependents
            and c.contype <> 'f' -- where unrenamed
            ) -- where dependents
        when 'pg_attrdef'::regclass then (select a.adrelid from pg_attrdef a where a.oid = d.objid) -- where dependents
        when 'pg_rewrite'::regclass then (select r.ev_class from pg_rewrite r where r.oid = d.objid) -- where dependents
        when 'pg_trigger'::regclass then (select t.tgrelid from pg_trigger t where t.oid = d.objid) -- where dependents
        when 'pg_policy'::regclass then (select p.polrelid from pg_policy p where p.oid = d.objid) -- where dependents
        end -- where dependents
    from dependent d -- where dependents
),
-- Told with the table of the column that owns it.
sequence as materialized (
    select d.objid as oid
    from relation r
    cross join lateral (
        select objid from pg_depend
        where refclassid = 'pg_class'::regclass and refobjid = r.oid and refobjsubid > 0 and classid = 'pg_class'::regclass
            and deptype in ('a', 'i')
        offset 0 -- else the planner reads what belongs to columns of all tables
    ) d
    join pg_sequence s on s.seqrelid = d.objid
),
type as materialized (
    select c.reltype as oid
    from relation r
    cross join lateral (
        select reltype from pg_class where oid = r.oid and relkind = 'c'
        offset 0 -- else the planner reads all of them
    ) c
    union select t.oid from dependent d join pg_type t on t.oid = d.objid -- where dependents
        where d.classid = 'pg_type'::regclass and t.typrelid = 0 and t.typsubscript <> 'array_subscript_handler'::regproc -- where dependents
    union select t.oid from pg_type t -- where pg_type
        where age(t.xmin) <= (select age from since) and t.typtype <> 'm' -- where pg_type
            and t.typsubscript <> 'array_subscript_handler'::regproc -- where pg_type
            and (t.typrelid = 0 or exists (select from pg_class c where c.oid = t.typrelid and c.relkind = 'c')) -- where pg_type
    union select e.enumtypid from pg_enum e where age(e.xmin) <= (select age from since) -- where pg_enum
    union select c.contypid from pg_constraint c where c.contypid > 0 and age(c.xmin) <= (select age from since) -- where domains
),
function as materialized (
    select d.objid as oid from dependent d where d.classid = 'pg_proc'::regclass
    union select p.oid from pg_proc p where age(p.xmin) <= (select age from since) -- where pg_proc
)
select 'relation' as what, oid from relation where oid <> 0
union all select 'relation', oid from sequence
union all select 'relation', t.typrelid from type join pg_type t on t.oid = type.oid where t.typrelid <> 0
union all select 'type', oid from type
union all select 'function', oid from function
union all select 'gone', k.oid from unnest($3) as k (oid) -- where gone
    where not exists (select from pg_type t where t.oid = k.oid) and not exists (select from pg_proc p where p.oid = k.oid) -- where gone
        and not exists (select from pg_constraint c where c.oid = k.oid) -- where gone
union all select 'beyond', d.objid from dependent d where d.classid not in ('pg_class'::regclass, 'pg_constraint'::regclass, -- where dependents
    'pg_attrdef'::regclass, 'pg_rewrite'::regclass, 'pg_trigger'::regclass, 'pg_policy'::regclass, 'pg_type'::regclass, 'pg_proc'::regclass) -- where dependents
union all select 'beyond', oid from own where oid < 16384
union all select 'beyond', oid from type where oid < 16384
union all select 'beyond', oid from function where oid < 16384
union all select 'beyond', m.objid from pg_depend m
    where m.refclassid = 'pg_extension'::regclass and m.deptype = 'e'
        and (m.classid = 'pg_class'::regclass and m.objid in (select oid from relation)
            or m.classid = 'pg_type'::regclass and m.objid in (select oid from type)
            or m.classid = 'pg_proc'::regclass and m.objid in (select oid from function))
union all select 'beyond', n.oid from pg_namespace n -- where pg_namespace
    where age(n.xmin) <= (select age from since) and (n.nspname in ('pg_catalog', 'information_schema') -- where pg_namespace
        or exists (select from pg_depend m where m.classid = 'pg_namespace'::regclass and m.objid = n.oid and m.deptype = 'e')) -- where pg_namespace
