package dev.palindrome.roundtrip.concern;

import dev.palindrome.data.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads how tables hang together, as one list of facts. */
final class RelationsReader {

    /** Each fact: what it is, of which relation, another's oid, a name, and a text. */
    private static final String FACTS = """
            WITH RECURSIVE own AS MATERIALIZED (
              SELECT c.oid, n.nspname, c.relname, c.relkind
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              WHERE c.relkind IN ('r', 'p', 'v', 'm') AND c.relpersistence <> 't'
                AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
                AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                                AND e.objid = c.oid AND e.deptype = 'e')
            ), typed AS (
              SELECT o.oid AS relation, a.atttypid AS type
              FROM own o JOIN pg_catalog.pg_attribute a ON a.attrelid = o.oid AND a.attnum > 0 AND a.atttypid >= 16384
              UNION
              SELECT u.relation, inner_type.oid
              FROM typed u JOIN pg_catalog.pg_type t ON t.oid = u.type,
                LATERAL (SELECT t.typelem UNION ALL SELECT t.typbasetype
                         UNION ALL SELECT r.rngsubtype FROM pg_catalog.pg_range r WHERE t.oid IN (r.rngtypid, r.rngmultitypid)
                         UNION ALL SELECT a.atttypid FROM pg_catalog.pg_attribute a WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND a.attnum > 0
                        ) AS inner_type (oid)
              WHERE inner_type.oid >= 16384
            ), called AS (
              SELECT d.classid, d.objid, d.refobjid AS routine FROM pg_catalog.pg_depend d
              WHERE d.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.refobjid >= 16384 AND d.objid >= 16384
            )
            SELECT 'relation', o.oid, o.relkind IN ('r', 'p'), o.nspname::text, o.relname::text FROM own o
            UNION ALL
            SELECT 'name', i.indrelid, NULL, c.relname, NULL
              FROM own o JOIN pg_catalog.pg_index i ON i.indrelid = o.oid JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
            UNION ALL
            SELECT 'name', o.oid, NULL, k.conname, NULL FROM own o JOIN pg_catalog.pg_constraint k ON k.conrelid = o.oid
            UNION ALL
            SELECT 'name', o.oid, NULL, t.tgname, NULL FROM own o JOIN pg_catalog.pg_trigger t ON t.tgrelid = o.oid AND NOT t.tgisinternal
            UNION ALL
            SELECT 'name', o.oid, NULL, p.polname, NULL FROM own o JOIN pg_catalog.pg_policy p ON p.polrelid = o.oid
            UNION ALL
            SELECT 'name', o.oid, NULL, s.stxname, NULL FROM own o JOIN pg_catalog.pg_statistic_ext s ON s.stxrelid = o.oid
            UNION ALL
            SELECT 'name', u.relation, NULL, t.typname, NULL FROM typed u JOIN pg_catalog.pg_type t ON t.oid = u.type
            UNION ALL
            SELECT 'name', d.refobjid, NULL, s.relname, NULL
              FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_class s ON s.oid = d.objid AND s.relkind = 'S'
              WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                AND d.refobjsubid > 0
            UNION ALL
            SELECT 'name', f.adrelid, NULL, s.relname, NULL
              FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_attrdef f ON f.oid = d.objid
              JOIN pg_catalog.pg_class s ON s.oid = d.refobjid AND s.relkind = 'S'
              WHERE d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
            UNION ALL
            SELECT 'rule', o.oid, NULL, r.rulename, pg_catalog.pg_get_ruledef(r.oid)
              FROM own o JOIN pg_catalog.pg_rewrite r ON r.ev_class = o.oid AND r.rulename <> '_RETURN'
            UNION ALL
            SELECT 'over', r.ev_class, NULL, d.refobjid::text, NULL
              FROM own o JOIN pg_catalog.pg_rewrite r ON r.ev_class = o.oid AND r.rulename = '_RETURN'
              JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND d.objid = r.oid
                AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid <> r.ev_class
            UNION ALL
            SELECT 'kin', i.inhrelid, NULL, i.inhparent::text, NULL FROM own o JOIN pg_catalog.pg_inherits i ON i.inhrelid = o.oid
            UNION ALL
            SELECT 'parent', k.conrelid, NULL, k.confrelid::text, NULL
              FROM own o JOIN pg_catalog.pg_constraint k ON k.conrelid = o.oid AND k.contype = 'f'
            UNION ALL
            SELECT 'fires', t.tgrelid, NULL, t.tgfoid::text, NULL FROM pg_catalog.pg_trigger t WHERE NOT t.tgisinternal
            UNION ALL
            SELECT 'calls', x.relation, NULL, x.routine::text, NULL FROM (
              SELECT f.adrelid AS relation, c.routine FROM called c JOIN pg_catalog.pg_attrdef f
                ON c.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND f.oid = c.objid
              UNION ALL
              SELECT coalesce(nullif(k.conrelid, 0), u.relation), c.routine FROM called c JOIN pg_catalog.pg_constraint k
                ON c.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND k.oid = c.objid
                LEFT JOIN typed u ON u.type = k.contypid
              UNION ALL
              SELECT coalesce(i.indrelid, c.objid), c.routine FROM called c LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.objid
                WHERE c.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
              UNION ALL
              SELECT p.polrelid, c.routine FROM called c JOIN pg_catalog.pg_policy p
                ON c.classid = 'pg_catalog.pg_policy'::pg_catalog.regclass AND p.oid = c.objid
              UNION ALL
              SELECT r.ev_class, c.routine FROM called c JOIN pg_catalog.pg_rewrite r
                ON c.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND r.oid = c.objid
            ) x WHERE x.relation IS NOT NULL
            UNION ALL
            SELECT 'routine', p.oid, l.lanname IN ('sql', 'plpgsql'), p.proname,
                   CASE WHEN l.lanname = 'sql' AND p.prosrc = '' THEN pg_catalog.pg_get_functiondef(p.oid) ELSE p.prosrc END
              FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_language l ON l.oid = p.prolang
              WHERE p.oid >= 16384 AND p.prokind <> 'a'
                AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
                                AND e.objid = p.oid AND e.deptype IN ('e', 'i'))
            UNION ALL
            SELECT 'object', c.oid, NULL, c.relname, NULL FROM pg_catalog.pg_class c WHERE c.relkind = 'S' AND c.oid >= 16384
            UNION ALL
            SELECT 'object', t.oid, NULL, t.typname, NULL FROM pg_catalog.pg_type t WHERE t.oid >= 16384 AND t.typtype IN ('c', 'd', 'e', 'r')
            UNION ALL
            SELECT 'unforeseeable', x.oid, NULL, '', NULL FROM (
              SELECT oid, 'pg_catalog.pg_event_trigger'::pg_catalog.regclass AS class FROM pg_catalog.pg_event_trigger
              UNION ALL SELECT oid, 'pg_catalog.pg_cast'::pg_catalog.regclass FROM pg_catalog.pg_cast WHERE oid >= 16384
              UNION ALL SELECT oid, 'pg_catalog.pg_operator'::pg_catalog.regclass FROM pg_catalog.pg_operator WHERE oid >= 16384) x
              WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend e WHERE e.classid = x.class AND e.objid = x.oid AND e.deptype IN ('e', 'i'))
            """;

    private final Map<Long, TableName> tables = new HashMap<>();
    private final Map<Long, Set<String>> names = new HashMap<>();
    private final Map<Long, Set<Long>> calls = new HashMap<>();
    private final Map<Long, Set<Long>> triggers = new HashMap<>();
    private final Map<Long, List<String>> rules = new HashMap<>();
    private final Map<Long, Set<Long>> over = new HashMap<>();
    private final Map<Long, Set<Long>> kin = new HashMap<>();
    private final Map<Long, Set<Long>> parents = new HashMap<>();
    private final Map<Long, Relations.Routine> routines = new HashMap<>();
    private final Set<String> objects = new HashSet<>();
    private boolean unforeseeable;

    private RelationsReader() {}

    static Relations read(Connection connection) throws SQLException {
        RelationsReader reader = new RelationsReader();
        try (Statement statement = connection.createStatement();
                ResultSet facts = statement.executeQuery(FACTS)) {
            while (facts.next()) {
                reader.take(facts);
            }
        }
        return reader.relations();
    }

    private void take(ResultSet fact) throws SQLException {
        long oid = fact.getLong(2);
        String name = fact.getString(4);
        String text = String.valueOf(fact.getString(5));
        switch (fact.getString(1)) {
            case "relation" -> {
                add(names, oid, text);
                if (fact.getBoolean(3)) {
                    tables.put(oid, new TableName(name, text));
                }
            }
            case "name" -> add(names, oid, name);
            case "rule" -> {
                add(names, oid, name);
                rules.computeIfAbsent(oid, any -> new ArrayList<>()).add(text);
            }
            case "over" -> add(over, oid, Long.valueOf(name));
            case "kin" -> {
                add(kin, oid, Long.valueOf(name));
                add(kin, Long.parseLong(name), oid);
            }
            case "parent" -> add(parents, oid, Long.valueOf(name));
            case "calls" -> add(calls, oid, Long.valueOf(name));
            case "fires" -> {
                add(calls, oid, Long.valueOf(name));
                add(triggers, oid, Long.valueOf(name));
            }
            case "routine" -> {
                objects.add(name);
                routines.put(oid, new Relations.Routine(name, text, fact.getBoolean(3) && Statements.isReadable(text)));
            }
            case "object" -> objects.add(name);
            default -> unforeseeable = true;
        }
    }

    private static <T> void add(Map<Long, Set<T>> sets, long oid, T element) {
        sets.computeIfAbsent(oid, any -> new HashSet<>()).add(element);
    }

    private Relations relations() {
        for (long view : Set.copyOf(over.keySet())) {
            for (long below : below(view)) {
                names.getOrDefault(view, Set.of()).forEach(name -> add(names, below, name));
                calls.getOrDefault(view, Set.of()).forEach(routine -> add(calls, below, routine));
                rules.getOrDefault(view, List.of())
                        .forEach(rule -> rules.computeIfAbsent(below, any -> new ArrayList<>())
                                .add(rule));
            }
        }
        Map<Long, Relations.Table> all = new HashMap<>();
        tables.forEach((oid, name) -> all.put(
                oid,
                new Relations.Table(
                        name,
                        names.getOrDefault(oid, Set.of()),
                        calls.getOrDefault(oid, Set.of()),
                        triggers.getOrDefault(oid, Set.of()),
                        rules.getOrDefault(oid, List.of()),
                        kin.getOrDefault(oid, Set.of()),
                        parents.getOrDefault(oid, Set.of()))));
        all.values().forEach(table -> objects.addAll(table.names()));
        return new Relations(all, routines, objects, unforeseeable);
    }

    /** Return the tables that a view is over, through other views, too. */
    private Set<Long> below(long view) {
        Set<Long> seen = new HashSet<>();
        Deque<Long> open = new ArrayDeque<>(over.getOrDefault(view, Set.of()));
        while (!open.isEmpty()) {
            long relation = open.pop();
            if (seen.add(relation)) {
                open.addAll(over.getOrDefault(relation, Set.of()));
            }
        }
        seen.retainAll(tables.keySet());
        return seen;
    }
}
