-- Functions that the server made by itself, such as a range type's constructors, hang on their object internally.
select case p.prokind when 'p' then 'procedure' when 'a' then 'aggregate' else 'function' end, null,
    n.nspname::text, null, p.proname::text, oidvectortypes(p.proargtypes), '', 'pg_proc'::regclass::oid, p.oid, 0,
    case when p.proacl is not null then pg_get_userbyid(p.proowner) end::text, p.proacl::text,
    case when p.proacl is not null then acldefault('f', p.proowner) end::text, 0,
    array[
        'arguments', nullif(pg_get_function_arguments(p.oid), oidvectortypes(p.proargtypes)),
        'returns', pg_get_function_result(p.oid),
        'language', case when p.prokind <> 'a' then quote_ident(l.lanname) end,
        'window', case when p.prokind = 'w' then 'yes' end,
        'transform', (select string_agg(format_type(u.type, null), ', ' order by u.ord)
            from unnest(p.protrftypes) with ordinality as u (type, ord)),
        'volatility', case p.provolatile when 'i' then 'immutable' when 's' then 'stable' end,
        'strict', case when p.proisstrict then 'yes' end,
        'security definer', case when p.prosecdef then 'yes' end,
        'leakproof', case when p.proleakproof then 'yes' end,
        'parallel', case p.proparallel when 's' then 'safe' when 'r' then 'restricted' end,
        'cost', case when p.prokind <> 'a' and p.procost <> case when l.lanname in ('c', 'internal') then 1 else 100 end
            then p.procost::text end,
        'rows', case when p.proretset and p.prorows <> 1000 then p.prorows::text end,
        'support', case when p.prosupport <> 0 then p.prosupport::regproc::text end,
        'set[]', p.proconfig::text,
        'object file', p.probin,
        'body', case when p.prokind <> 'a' and p.prosqlbody is null then p.prosrc end,
        'sql body', pg_get_function_sqlbody(p.oid),
        'kind', case g.aggkind when 'o' then 'ordered-set' when 'h' then 'hypothetical-set' end,
        'direct arguments', case when g.aggkind <> 'n' then g.aggnumdirectargs::text end,
        'state type', format_type(g.aggtranstype, null),
        'state function', nullif(g.aggtransfn::oid, 0)::regprocedure::text,
        'state space', case when g.aggtransspace <> 0 then g.aggtransspace::text end,
        'initial state', g.agginitval,
        'final function', nullif(g.aggfinalfn::oid, 0)::regprocedure::text,
        'final function extra', case when g.aggfinalextra then 'yes' end,
        'final function modifies', nullif(g.aggfinalmodify, case when g.aggkind = 'n' then 'r' else 'w' end)::text,
        'combine function', nullif(g.aggcombinefn::oid, 0)::regprocedure::text,
        'serial function', nullif(g.aggserialfn::oid, 0)::regprocedure::text,
        'deserial function', nullif(g.aggdeserialfn::oid, 0)::regprocedure::text,
        'moving state type', case when g.aggmtranstype <> 0 then format_type(g.aggmtranstype, null) end,
        'moving state function', nullif(g.aggmtransfn::oid, 0)::regprocedure::text,
        'moving inverse function', nullif(g.aggminvtransfn::oid, 0)::regprocedure::text,
        'moving state space', case when g.aggmtransspace <> 0 then g.aggmtransspace::text end,
        'moving initial state', g.aggminitval,
        'moving final function', nullif(g.aggmfinalfn::oid, 0)::regprocedure::text,
        'moving final function extra', case when g.aggmfinalextra then 'yes' end,
        'moving final function modifies', nullif(g.aggmfinalmodify, case when g.aggkind = 'n' then 'r' else 'w' end)::text,
        'sort operator', case when g.aggsortop <> 0 then g.aggsortop::regoperator::text end,
        'owner', pg_get_userbyid(p.proowner)
    ]::text[]
from pg_proc p
join namespace n on n.oid = p.pronamespace
join pg_language l on l.oid = p.prolang
left join pg_aggregate g on g.aggfnoid = p.oid
where p.oid >= 16384
    and p.oid = any ($1) -- touched
    and not exists (
    select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype in ('e', 'i'))
