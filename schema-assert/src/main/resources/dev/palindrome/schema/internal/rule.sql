select 'rule', r.kind, r.nspname::text, r.relname::text, w.rulename::text, null, '', 'pg_rewrite'::regclass::oid, w.oid, 0, null, null, null, 0,
    array[
        'definition', pg_get_ruledef(w.oid),
        'enabled', case w.ev_enabled when 'D' then 'no' when 'R' then 'replica' when 'A' then 'always' end
    ]::text[]
from relation r
join pg_rewrite w on w.ev_class = r.oid
where w.rulename <> '_RETURN'
