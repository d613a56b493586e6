package dev.palindrome.roundtrip;

import dev.palindrome.database.Database;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.roundtrip.execution.DirectionRunner;
import dev.palindrome.roundtrip.execution.ScriptOutcome;
import dev.palindrome.roundtrip.execution.SingleMessage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
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

    /**
     * Leave something behind that {@code DISCARD ALL} does not take away, or not before the server has read the message in which it stands beside
     * the next script.
     */
    private static final Pattern LASTING = Pattern.compile(
            "\\b(role|authorization|load|standard_conforming_strings|backslash_quote)\\b", Pattern.CASE_INSENSITIVE);

    /** What a new session would begin with (manual, ALTER ROLE and ALTER DATABASE). */
    private static final String SETTINGS = "SELECT s.setdatabase AS " + SingleMessage.ASKED
            + ", s.setrole, s.setconfig FROM pg_catalog.pg_db_role_setting s";

    /** What {@code DISCARD ALL} does, which has to be alone in its message (manual, DISCARD). */
    private static final String DISCARD = """
            CLOSE ALL; SET SESSION AUTHORIZATION DEFAULT; RESET ALL; DEALLOCATE ALL; UNLISTEN *; \
            SELECT pg_catalog.pg_advisory_unlock_all(); DISCARD PLANS; DISCARD TEMP; DISCARD SEQUENCES""";

    private final Database database;
    private @Nullable Connection session;
    private Set<String> settings = Set.of();

    /** Whether a new session would have begun with the same settings when the last script ended. */
    private boolean isCurrent;

    ScriptSession(Database database) {
        this.database = database;
    }

    /** Return a session in which nothing was set but the time zone. It stays this one's, and serves until the next is asked for. */
    Connection clean(String timeZone) throws SQLException {
        isCurrent = false;
        Optional<Connection> current = emptied();
        if (current.isPresent() && settings(current.get(), timeZone).equals(settings)) {
            return current.get();
        }
        return opened(timeZone);
    }

    /** As {@link #clean(String)}, for somebody who knows whether a new session would find other settings of databases and roles. */
    Connection clean(String timeZone, boolean changesNewSessions) throws SQLException {
        isCurrent = false;
        Optional<Connection> current = changesNewSessions ? Optional.empty() : emptied();
        if (current.isPresent()) {
            execute(current.get(), zone(timeZone));
            return current.get();
        }
        return opened(timeZone);
    }

    /** Asks the session of a script, before that is committed. */
    interface Question {

        /** Return a query as {@link SingleMessage#question()}. */
        String text();

        void answered(Connection session, ResultSet rows) throws SQLException;
    }

    /**
     * Run a script in a clean session, all in one message. Where the server refuses it, nothing of it is kept, and the session is closed.
     *
     * @param script {@linkplain SingleMessage#fits(SqlScript) fits}, and neither begins nor ends a transaction itself
     * @param changesNewSessions whether a new session would find other settings of databases and roles
     * @param limit what takes longer is cancelled
     * @return the outcome; empty where the script has to be run by itself, to learn why it fails
     */
    Optional<ScriptOutcome> runAtOnce(
            SqlScript script, boolean changesNewSessions, Optional<Duration> limit, Question question)
            throws SQLException {
        isCurrent = false;
        Connection current = session;
        String cleaning = DISCARD + "; " + zone(DirectionRunner.UTC);
        if (current == null || changesNewSessions) {
            current = opened(DirectionRunner.UTC);
            cleaning = "";
        }
        Connection asked = current;
        Optional<ScriptOutcome> outcome = new SingleMessage(cleaning, question.text(), limit)
                .send(asked, script, rows -> question.answered(asked, rows));
        served(script, outcome.filter(ScriptOutcome::isCompleted).isPresent());
        return outcome;
    }

    /** Note that somebody has run something elsewhere. */
    void servedElsewhere() {
        isCurrent = false;
    }

    /** As the other one, for somebody who does not know of other settings. */
    Optional<ScriptOutcome> runAtOnce(SqlScript script, Optional<Duration> limit) throws SQLException {
        if (!isCurrent) {
            clean(DirectionRunner.UTC);
        }
        Set<String> found = new HashSet<>();
        Optional<ScriptOutcome> outcome = runAtOnce(script, false, limit, new Question() {
            @Override
            public String text() {
                return SETTINGS;
            }

            @Override
            public void answered(Connection session, ResultSet rows) throws SQLException {
                found.addAll(settings(rows));
            }
        });
        isCurrent = found.equals(settings);
        if (!isCurrent) {
            close();
        }
        return outcome;
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
        try (Statement statement = connection.createStatement()) {
            statement.execute(zone(timeZone) + "; " + SETTINGS);
            statement.getMoreResults();
            try (ResultSet rows = statement.getResultSet()) {
                return settings(rows);
            }
        }
    }

    private static Set<String> settings(ResultSet rows) throws SQLException {
        Set<String> settings = new HashSet<>();
        while (rows.next()) {
            settings.add(rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3));
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
