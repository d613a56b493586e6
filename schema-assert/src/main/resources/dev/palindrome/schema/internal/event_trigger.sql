select 'event trigger', null, null, null, t.evtname::text, null, '', 'pg_event_trigger'::regclass::oid, t.oid, 0, null, null, null, 0,
    array[
        'on', t.evtevent,
        'when tag', (select string_agg(tag, ', ' order by tag collate "C") from unnest(t.evttags) as tag),
        'function', t.evtfoid::regprocedure::text,
        'enabled', case t.evtenabled when 'D' then 'no' when 'R' then 'replica' when 'A' then 'always' end,
        'owner', pg_get_userbyid(t.evtowner)
    ]::text[]
from pg_event_trigger t
where t.oid >= 16384 and not exists (select from member m where m.classid = 'pg_event_trigger'::regclass and m.objid = t.oid)
