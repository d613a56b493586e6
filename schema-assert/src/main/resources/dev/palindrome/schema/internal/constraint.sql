-- A foreign key that a partition has from its parent follows from the parent's.
-- connoinherit says nothing about keys: attaching a partition sets it, restoring a dump does not.
select 'constraint', coalesce(r.kind, 'domain'), coalesce(r.nspname, dn.nspname)::text, coalesce(r.relname, d.typname)::text,
    c.conname::text, null, '', 'pg_constraint'::regclass::oid, c.oid, 0, null, null, null, 0,
    array[
        'definition', pg_get_constraintdef(c.oid),
        'inherited', case when c.contype = 'c' and c.coninhcount > 0 and not r.relispartition
            then case when c.conislocal then 'and local' else 'yes' end end,
        'triggers', fk.state
    ]::text[]
from pg_constraint c -- whole
from ( -- touched
    select * from pg_constraint where conrelid = any ($1) -- touched
    union all select * from pg_constraint where contypid = any ($2) -- touched
) c -- touched
left join relation r on r.oid = c.conrelid
left join pg_type d on d.oid = c.contypid
left join namespace dn on dn.oid = d.typnamespace
left join lateral ( -- touched
left join ( -- whole
    select tgconstraint, string_agg(distinct
        case tgenabled when 'D' then 'disabled' when 'R' then 'replica' else 'always' end, ', ') as state
    from pg_trigger
    where tgisinternal and tgenabled <> 'O'
        and tgconstraint = c.oid -- touched
    group by tgconstraint
) fk on fk.tgconstraint = c.oid and c.contype = 'f'
where c.contype in ('p', 'u', 'x', 'c', 'f')
    and c.oid >= 16384 -- whole
    and not (c.contype = 'f' and c.conparentid <> 0)
    and (r.oid is not null or dn.oid is not null)
    and not exists (select from member m where m.classid = 'pg_type'::regclass and m.objid = c.contypid) -- whole
