package dev.palindrome.database.internal;

import dev.palindrome.database.internal.run.Run;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which databases on a shared server belong to which run, and which runs are alive. A run that is alive holds an
 * advisory lock whose key is its id; every role sees it in {@code pg_locks}, from every database, and the server frees
 * it however the run ends.
 */
public final class RunDatabases {

    private static final Pattern NAME = Pattern.compile(JdbcTestServer.PREFIX + "([0-9a-f]{12})_[0-9]+");

    /** Sets our keys apart from those of applications: "PA" in the two bytes that a run id leaves. */
    private static final long KEY_PREFIX = 0x5041L << 48;

    private RunDatabases() {}

    /**
     * Show that this run is alive, as long as the session lasts. To be done before the first database is made. The lock is
     * a shared one, since a run may use a server twice.
     */
    static void claim(Connection session) throws SQLException {
        try (PreparedStatement lock = session.prepareStatement("SELECT pg_advisory_lock_shared(?)")) {
            lock.setLong(1, key(Run.current().id()));
            lock.execute();
        }
    }

    /**
     * Drop the databases of dead runs, as far as the role may.
     *
     * @param session one on that server
     * @return the names of those dropped
     */
    public static List<String> sweep(Connection session, ServerAddress address) throws SQLException {
        // In this order: a run locks first and creates then, so that a database seen now has its lock seen after.
        List<String> databases = ours(session);
        Set<Long> alive = databases.isEmpty() ? Set.of() : alive(session);
        List<String> dropped = new ArrayList<>();
        for (String database : databases) {
            if (!alive.contains(key(runOf(database))) && drop(session, address, database)) {
                dropped.add(database);
            }
        }
        return dropped;
    }

    private static List<String> ours(Connection session) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery("SELECT datname FROM pg_database ORDER BY datname")) {
            while (rows.next()) {
                if (NAME.matcher(rows.getString(1)).matches()) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }

    /** https://www.postgresql.org/docs/current/view-pg-locks.html tells how the key of an advisory lock is shown. */
    private static Set<Long> alive(Connection session) throws SQLException {
        Set<Long> keys = new HashSet<>();
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery("SELECT (classid::int8 << 32) | objid::int8 FROM pg_locks"
                        + " WHERE locktype = 'advisory' AND objsubid = 1 AND granted")) {
            while (rows.next()) {
                keys.add(rows.getLong(1));
            }
        }
        return keys;
    }

    private static boolean drop(Connection session, ServerAddress address, String database) {
        try (Statement statement = session.createStatement()) {
            if (DatabaseLevel.hasSubscriptions(session, database)) {
                try (Connection inside = address.connect(database)) {
                    DatabaseLevel.dropSubscriptions(inside);
                }
            }
            // Without FORCE: where someone is at work, nobody is dead. The name was matched: it needs no quotes.
            statement.execute("DROP DATABASE " + database);
            return true;
        } catch (SQLException e) {
            // In use, another role's, or another sweep was quicker.
            System.getLogger(RunDatabases.class.getName())
                    .log(System.Logger.Level.DEBUG, "Database " + database + " stays", e);
            return false;
        }
    }

    private static String runOf(String database) {
        Matcher matcher = NAME.matcher(database);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(database);
        }
        return matcher.group(1);
    }

    private static long key(String runId) {
        return KEY_PREFIX | Long.parseLong(runId, 16);
    }
}
