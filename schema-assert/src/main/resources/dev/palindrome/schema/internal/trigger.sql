-- A partition's clone of its parent's trigger counts only where it is enabled in another way. Before version 15 it is marked
-- as internal, as the triggers behind a foreign key are, of which the constraint tells.
select 'trigger', r.kind, r.nspname::text, r.relname::text, t.tgname::text, null, '', 'pg_trigger'::regclass::oid, t.oid, 0, null, null, null, 0,
    array[
        'definition', pg_get_triggerdef(t.oid),
        'enabled', case t.tgenabled when 'D' then 'no' when 'R' then 'replica' when 'A' then 'always'
            else case when up.oid is not null then 'yes' end end
    ]::text[]
from relation r
join pg_trigger t on t.tgrelid = r.oid
left join pg_trigger up on up.oid = t.tgparentid
where (t.tgparentid <> 0 or not t.tgisinternal)
    and (t.tgparentid = 0 or t.tgenabled <> up.tgenabled
        and not exists (select from pg_constraint k where k.oid = t.tgconstraint and k.contype = 'f'))
