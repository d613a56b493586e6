-- What has to be read anew, as rows of a word and an OID: 'relation', 'type', 'function', 'gone', or 'beyond' where only the whole tells.
--   $1 oid[]    relations on which a script took a lock that goes with a change
--   $2 xid      the first transaction that the last reading may not have seen
--   $3 text[]   the catalogues to search for rows written since; domains for the constraints of domains
--   $4 oid[]    the types, functions and constraints of domains that were there at the last reading, if some were deleted since
--   $5, $6      how many rows were inserted into and updated in pg_class and pg_attribute since: where each is found in a relation of $1, which
--               is most often so, the others need not be searched
--   $7 xid      the first transaction that the last reading has surely not seen
-- A row that was written since has a transaction at least as young as $2. Rows of initdb, and what belongs to an extension, count only
-- for the rights granted on them, which stand elsewhere.
with since as materialized (select age($2) as age, age($7) as sure),
seed as materialized (
    select unnest($1) as oid
    union select c.oid from pg_class c where age(c.xmin) <= (select age from since) and $5 > (
        select count(*) from pg_class s where s.oid = any ($1) and age(s.xmin) <= (select sure from since))
    union select a.attrelid from pg_attribute a where age(a.xmin) <= (select age from since) and $6 > (
        select count(*) from pg_attribute s where s.attrelid = any ($1) and age(s.xmin) <= (select sure from since))
    union select d.adrelid from pg_attrdef d where 'pg_attrdef' = any ($3) and age(d.xmin) <= (select age from since)
    union select c.conrelid from pg_constraint c where 'pg_constraint' = any ($3) and c.conrelid <> 0 and age(c.xmin) <= (select age from since)
    union select i.indexrelid from pg_index i where 'pg_index' = any ($3) and age(i.xmin) <= (select age from since)
    union select h.inhrelid from pg_inherits h where 'pg_inherits' = any ($3) and age(h.xmin) <= (select age from since)
    union select p.partrelid from pg_partitioned_table p where 'pg_partitioned_table' = any ($3) and age(p.xmin) <= (select age from since)
    union select p.polrelid from pg_policy p where 'pg_policy' = any ($3) and age(p.xmin) <= (select age from since)
    union select r.ev_class from pg_rewrite r where 'pg_rewrite' = any ($3) and age(r.xmin) <= (select age from since)
    union select s.seqrelid from pg_sequence s where 'pg_sequence' = any ($3) and age(s.xmin) <= (select age from since)
    union select t.tgrelid from pg_trigger t where 'pg_trigger' = any ($3) and age(t.xmin) <= (select age from since)
),
-- The table of an index, the owner of a sequence, the foreign keys' other side.
own as materialized (
    select oid from seed
    union select i.indrelid from seed s join pg_index i on i.indexrelid = s.oid
    union select d.refobjid from seed s join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = s.oid
        where d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i', 'P', 'S')
),
-- Whose texts speak of them, or of their row types.
dependent as materialized (
    select d.classid, d.objid
    from own join pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = own.oid
    union
    select d.classid, d.objid
    from own
    join pg_class c on c.oid = own.oid
    join pg_type t on t.oid = c.reltype
    join pg_depend d on d.refclassid = 'pg_type'::regclass and d.refobjid in (t.oid, t.typarray) and d.deptype <> 'i'
),
relation as materialized (
    select oid from own
    union select case when i.indrelid is null then d.objid else i.indrelid end
        from dependent d left join pg_index i on i.indexrelid = d.objid where d.classid = 'pg_class'::regclass
    union select c.conrelid from dependent d join pg_constraint c on c.oid = d.objid where d.classid = 'pg_constraint'::regclass
    union select a.adrelid from dependent d join pg_attrdef a on a.oid = d.objid where d.classid = 'pg_attrdef'::regclass
    union select r.ev_class from dependent d join pg_rewrite r on r.oid = d.objid where d.classid = 'pg_rewrite'::regclass
    union select t.tgrelid from dependent d join pg_trigger t on t.oid = d.objid where d.classid = 'pg_trigger'::regclass
    union select p.polrelid from dependent d join pg_policy p on p.oid = d.objid where d.classid = 'pg_policy'::regclass
),
-- Told with the table of the column that owns it.
sequence as materialized (
    select d.objid as oid
    from relation r join pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = r.oid and d.refobjsubid > 0
    join pg_sequence s on s.seqrelid = d.objid
    where d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i')
),
type as materialized (
    select t.oid from pg_type t
    where 'pg_type' = any ($3) and age(t.xmin) <= (select age from since) and t.typtype <> 'm'
        and t.typsubscript <> 'array_subscript_handler'::regproc
        and (t.typrelid = 0 or exists (select from pg_class c where c.oid = t.typrelid and c.relkind = 'c'))
    union select e.enumtypid from pg_enum e where 'pg_enum' = any ($3) and age(e.xmin) <= (select age from since)
    union select c.contypid from pg_constraint c where 'domains' = any ($3) and c.contypid > 0 and age(c.xmin) <= (select age from since)
    union select c.reltype from relation r join pg_class c on c.oid = r.oid where c.relkind = 'c'
    union select t.oid from dependent d join pg_type t on t.oid = d.objid where d.classid = 'pg_type'::regclass and t.typrelid = 0
        and t.typsubscript <> 'array_subscript_handler'::regproc
),
function as materialized (
    select p.oid from pg_proc p where 'pg_proc' = any ($3) and age(p.xmin) <= (select age from since)
    union select d.objid from dependent d where d.classid = 'pg_proc'::regclass
)
select 'relation' as what, oid from relation where oid <> 0
union all select 'relation', oid from sequence
union all select 'relation', t.typrelid from type join pg_type t on t.oid = type.oid where t.typrelid <> 0
union all select 'type', oid from type
union all select 'function', oid from function
union all select 'gone', k.oid from unnest($4) as k (oid)
    where not exists (select from pg_type t where t.oid = k.oid) and not exists (select from pg_proc p where p.oid = k.oid)
        and not exists (select from pg_constraint c where c.oid = k.oid)
union all select 'beyond', d.objid from dependent d where d.classid not in ('pg_class'::regclass, 'pg_constraint'::regclass,
    'pg_attrdef'::regclass, 'pg_rewrite'::regclass, 'pg_trigger'::regclass, 'pg_policy'::regclass, 'pg_type'::regclass, 'pg_proc'::regclass)
union all select 'beyond', oid from own where oid < 16384
union all select 'beyond', oid from type where oid < 16384
union all select 'beyond', oid from function where oid < 16384
union all select 'beyond', m.objid from pg_depend m
    where m.refclassid = 'pg_extension'::regclass and m.deptype = 'e'
        and (m.classid = 'pg_class'::regclass and m.objid in (select oid from relation)
            or m.classid = 'pg_type'::regclass and m.objid in (select oid from type)
            or m.classid = 'pg_proc'::regclass and m.objid in (select oid from function))
union all select 'beyond', n.oid from pg_namespace n where 'pg_namespace' = any ($3) and age(n.xmin) <= (select age from since)
    and (n.nspname in ('pg_catalog', 'information_schema')
        or exists (select from pg_depend m where m.classid = 'pg_namespace'::regclass and m.objid = n.oid and m.deptype = 'e'))
