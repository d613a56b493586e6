-- Superusers only may read these, as for pg_dump. The password is left out of the connection; see foreign_data.sql.
select 'subscription', null, null, null, s.subname::text, null, '', 'pg_subscription'::regclass::oid, s.oid, 0, null, null, null, 0,
    array[
        'connection', regexp_replace(s.subconninfo, secret.pattern, '\1=(not shown)'),
        'connection password', 'digest ' || substr(encode(sha256(convert_to((regexp_match(s.subconninfo, secret.pattern))[2], 'UTF8')), 'hex'), 1, 6),
        'publications', (select string_agg(quote_ident(p.name), ', ' order by p.ord) from unnest(s.subpublications) with ordinality as p (name, ord)),
        'slot', case when s.subslotname is distinct from s.subname then coalesce(s.subslotname::text, 'none') end,
        'disabled', case when not s.subenabled then 'yes' end,
        'binary', case when s.subbinary then 'yes' end,
        'streaming', case j.row ->> 'substream' when 't' then 'on' when 'true' then 'on' when 'p' then 'parallel' end,
        'two phase', case when j.row ->> 'subtwophasestate' <> 'd' then 'yes' end,
        'disable on error', case when (j.row ->> 'subdisableonerr')::bool then 'yes' end,
        'synchronous commit', nullif(s.subsynccommit, 'off'),
        'password not required', case when not (j.row ->> 'subpasswordrequired')::bool then 'yes' end,
        'run as owner', case when (j.row ->> 'subrunasowner')::bool then 'yes' end,
        'origin', nullif(j.row ->> 'suborigin', 'any'),
        'failover', case when (j.row ->> 'subfailover')::bool then 'yes' end,
        'owner', pg_get_userbyid(s.subowner)
    ]::text[]
from pg_subscription s
join pg_database d on d.oid = s.subdbid and d.datname = current_database()
cross join lateral (select to_jsonb(s) as row) j
cross join (select '(password)\s*=\s*(''(?:[^''\\]|\\.)*''|[^\s'']+)' as pattern) secret
where s.oid >= 16384 and not exists (select from member m where m.classid = 'pg_subscription'::regclass and m.objid = s.oid)
