package dev.palindrome.roundtrip;

import dev.palindrome.database.Database;
import dev.palindrome.revision.SqlScript;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A session that is as good as new for each script: {@code DISCARD ALL} takes away what the one before has left, and where it does not, a new
 * session is opened. Starting one costs more than most scripts. Not safe for use by several threads.
 */
final class ScriptSession implements AutoCloseable {

    /** Leave something behind that {@code DISCARD ALL} does not take away. */
    private static final Pattern LASTING = Pattern.compile("\\b(role|authorization|load)\\b", Pattern.CASE_INSENSITIVE);

    /** What a new session would begin with (manual, ALTER ROLE and ALTER DATABASE). */
    private static final String SETTINGS =
            "SELECT s.setdatabase, s.setrole, s.setconfig FROM pg_catalog.pg_db_role_setting s";

    private final Database database;
    private @Nullable Connection session;
    private Set<String> settings = Set.of();

    ScriptSession(Database database) {
        this.database = database;
    }

    /** Return a session in which nothing was set but the time zone. It stays this one's, and serves until the next is asked for. */
    Connection clean(String timeZone) throws SQLException {
        Optional<Connection> current = emptied();
        if (current.isPresent() && settings(current.get(), timeZone).equals(settings)) {
            return current.get();
        }
        return opened(timeZone);
    }

    /** As {@link #clean(String)}, for somebody who knows whether a new session would find other settings of databases and roles. */
    Connection clean(String timeZone, boolean changesNewSessions) throws SQLException {
        Optional<Connection> current = changesNewSessions ? Optional.empty() : emptied();
        if (current.isPresent()) {
            execute(current.get(), zone(timeZone));
            return current.get();
        }
        return opened(timeZone);
    }

    /** Return the session without what scripts have left in it; empty where there is none, or one of them has ended it. */
    private Optional<Connection> emptied() throws SQLException {
        Connection current = session;
        if (current == null) {
            return Optional.empty();
        }
        try {
            execute(current, "DISCARD ALL");
            return Optional.of(current);
        } catch (SQLException e) {
            close();
            return Optional.empty();
        }
    }

    private Connection opened(String timeZone) throws SQLException {
        close();
        Connection opened = database.connect();
        session = opened;
        settings = settings(opened, timeZone);
        return opened;
    }

    private static String zone(String timeZone) {
        return "SET TimeZone = '" + timeZone + "'";
    }

    /** Note what became of a script in the session; after a failure nobody knows in what state that is. */
    void served(SqlScript script, boolean completed) throws SQLException {
        if (!completed
                || script.batches().stream()
                        .anyMatch(batch -> LASTING.matcher(batch.text()).find())) {
            close();
        }
    }

    /** Pin the time zone, and return what a new session would begin with. */
    private static Set<String> settings(Connection connection, String timeZone) throws SQLException {
        Set<String> settings = new HashSet<>();
        try (Statement statement = connection.createStatement()) {
            statement.execute(zone(timeZone) + "; " + SETTINGS);
            statement.getMoreResults();
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    settings.add(rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3));
                }
            }
        }
        return settings;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        Connection open = session;
        session = null;
        if (open != null) {
            open.close();
        }
    }
}
