-- The name is cut off the definition, because it is the object's identity.
select 'statistics', null, n.nspname::text, null, s.stxname::text, null, '', 'pg_statistic_ext'::regclass::oid, s.oid, 0, null, null, null, 0,
    array[
        'definition', case when starts_with(def.text, def.head) then substr(def.text, length(def.head) + 1) else def.text end,
        'target', case when s.stxstattarget >= 0 then s.stxstattarget::text end,
        'owner', pg_get_userbyid(s.stxowner)
    ]::text[]
from pg_statistic_ext s
join namespace n on n.oid = s.stxnamespace
cross join lateral (
    select pg_get_statisticsobjdef(s.oid) as text, 'CREATE STATISTICS ' || quote_ident(n.nspname) || '.' || quote_ident(s.stxname) || ' ' as head
) def
where s.oid >= 16384 and not exists (select from member m where m.classid = 'pg_statistic_ext'::regclass and m.objid = s.oid)
