package dev.palindrome.roundtrip;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Views, and functions without arguments, that worked at one moment. A plpgsql function is compiled only when it is called, so that
 * a column it needs may go without a word.
 */
final class Dependents {

    /** A function that waits for something must not keep the walk waiting. */
    private static final String TIMEOUT = "SET LOCAL statement_timeout = '2s'";

    private static final String FUNCTION = "function ";

    private static final String ALL = """
            SELECT CASE c.relkind WHEN 'v' THEN 'view ' ELSE 'materialized view ' END || c.oid::regclass AS name,
                'SELECT count(*) FROM (SELECT * FROM ' || c.oid::regclass || ') AS rows' AS trial
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('v', 'm') AND (c.relkind = 'v' OR c.relispopulated)
                AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
            UNION ALL
            SELECT 'function ' || p.oid::regprocedure, 'SELECT count(*) FROM (SELECT * FROM ' || quote_ident(n.nspname) || '.'
                || quote_ident(p.proname) || '()) AS rows'
            FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
            WHERE p.prokind = 'f' AND p.pronargs = 0 AND NOT p.prorettype IN ('trigger'::regtype, 'event_trigger'::regtype)
                AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                AND p.prolang IN (SELECT oid FROM pg_language WHERE lanname IN ('sql', 'plpgsql'))
                AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
            ORDER BY 1
            """;

    private final Map<String, String> working;

    private Dependents(Map<String, String> working) {
        this.working = working;
    }

    /** Something that worked before, and what the server says of it now. */
    record Broken(String object, String sqlState, String message) {}

    static Dependents of(Connection session) throws SQLException {
        Map<String, String> all = all(session);
        tryAll(session, all).forEach(broken -> all.remove(broken.object));
        return new Dependents(all);
    }

    /** Return those that are still there and do not work any more. */
    List<Broken> brokenNow(Connection session) throws SQLException {
        Map<String, String> now = all(session);
        now.keySet().retainAll(working.keySet());
        return tryAll(session, now);
    }

    private static Map<String, String> all(Connection session) throws SQLException {
        Map<String, String> all = new LinkedHashMap<>();
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(ALL)) {
            while (rows.next()) {
                all.put(rows.getString(1), rows.getString(2));
            }
        }
        return all;
    }

    /** Views in one message, since nearly always all of them work; functions each by itself, since they may do something. */
    private static List<Broken> tryAll(Connection session, Map<String, String> trials) throws SQLException {
        Map<String, String> single = new LinkedHashMap<>(trials);
        String views = trials.entrySet().stream()
                .filter(trial -> !trial.getKey().startsWith(FUNCTION))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining("; "));
        if (!views.isEmpty() && tried(session, views).isEmpty()) {
            single.keySet().removeIf(object -> !object.startsWith(FUNCTION));
        }
        List<Broken> broken = new ArrayList<>();
        for (Map.Entry<String, String> trial : single.entrySet()) {
            tried(session, trial.getValue())
                    .ifPresent(e -> broken.add(new Broken(trial.getKey(), e.getSQLState(), firstLine(e))));
        }
        return broken;
    }

    /** Return the first error. Whatever a function does is undone. */
    private static Optional<SQLException> tried(Connection session, String queries) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.setEscapeProcessing(false);
            try {
                statement.execute("BEGIN; " + TIMEOUT + "; " + queries);
                boolean more = true;
                while (more) {
                    more = statement.getMoreResults() || statement.getUpdateCount() >= 0;
                }
                return Optional.empty();
            } catch (SQLException e) {
                return Optional.of(e);
            } finally {
                statement.execute("ROLLBACK");
            }
        }
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("").replaceFirst("^ERROR: ", "");
    }
}
