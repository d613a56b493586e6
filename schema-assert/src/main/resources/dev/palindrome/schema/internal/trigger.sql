-- A partition's clone of its parent's trigger counts only where it is enabled in another way.
select 'trigger', r.kind, r.nspname::text, r.relname::text, t.tgname::text, null, '', 'pg_trigger'::regclass::oid, t.oid, 0, null, null, null, 0,
    array[
        'definition', pg_get_triggerdef(t.oid),
        'enabled', case t.tgenabled when 'D' then 'no' when 'R' then 'replica' when 'A' then 'always'
            else case when up.oid is not null then 'yes' end end
    ]::text[]
from relation r
join pg_trigger t on t.tgrelid = r.oid
left join pg_trigger up on up.oid = t.tgparentid
where not t.tgisinternal and (t.tgparentid = 0 or t.tgenabled <> up.tgenabled)
