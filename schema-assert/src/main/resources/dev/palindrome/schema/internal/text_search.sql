select 'text search parser', null, n.nspname::text, null, p.prsname::text, null, '', 'pg_ts_parser'::regclass::oid, p.oid, 0, null, null, null, 0,
    array[
        'start', p.prsstart::regprocedure::text,
        'gettoken', p.prstoken::regprocedure::text,
        'end', p.prsend::regprocedure::text,
        'headline', nullif(p.prsheadline::oid, 0)::regprocedure::text,
        'lextypes', p.prslextype::regprocedure::text
    ]::text[]
from pg_ts_parser p
join namespace n on n.oid = p.prsnamespace
where p.oid >= 16384 and not exists (select from member m where m.classid = 'pg_ts_parser'::regclass and m.objid = p.oid)
union all
select 'text search template', null, n.nspname::text, null, t.tmplname::text, null, '', 'pg_ts_template'::regclass::oid, t.oid, 0, null, null, null, 0,
    array[
        'init', nullif(t.tmplinit::oid, 0)::regprocedure::text,
        'lexize', t.tmpllexize::regprocedure::text
    ]::text[]
from pg_ts_template t
join namespace n on n.oid = t.tmplnamespace
where t.oid >= 16384 and not exists (select from member m where m.classid = 'pg_ts_template'::regclass and m.objid = t.oid)
union all
select 'text search dictionary', null, n.nspname::text, null, d.dictname::text, null, '', 'pg_ts_dict'::regclass::oid, d.oid, 0, null, null, null, 0,
    array[
        'template', quote_ident(tn.nspname) || '.' || quote_ident(t.tmplname),
        'options', d.dictinitoption,
        'owner', pg_get_userbyid(d.dictowner)
    ]::text[]
from pg_ts_dict d
join namespace n on n.oid = d.dictnamespace
join pg_ts_template t on t.oid = d.dicttemplate
join pg_namespace tn on tn.oid = t.tmplnamespace
where d.oid >= 16384 and not exists (select from member m where m.classid = 'pg_ts_dict'::regclass and m.objid = d.oid)
union all
select 'text search configuration', null, n.nspname::text, null, c.cfgname::text, null, '', 'pg_ts_config'::regclass::oid, c.oid, 0, null, null, null, 0,
    array[
        'parser', quote_ident(pn.nspname) || '.' || quote_ident(p.prsname),
        'mapping[]', (
            select array_agg(coalesce(kind.alias, step.token::text) || '=' || step.dictionaries)
            from (
                select m.maptokentype as token, string_agg(m.mapdict::regdictionary::text, ', ' order by m.mapseqno) as dictionaries
                from pg_ts_config_map m where m.mapcfg = c.oid group by m.maptokentype
            ) step
            left join ts_token_type(p.oid) kind on kind.tokid = step.token)::text,
        'owner', pg_get_userbyid(c.cfgowner)
    ]::text[]
from pg_ts_config c
join namespace n on n.oid = c.cfgnamespace
join pg_ts_parser p on p.oid = c.cfgparser
join pg_namespace pn on pn.oid = p.prsnamespace
where c.oid >= 16384 and not exists (select from member m where m.classid = 'pg_ts_config'::regclass and m.objid = c.oid)
