package dev.palindrome.rehearsal;

import dev.palindrome.database.TestDatabase;
import dev.palindrome.revision.SourcePosition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Brings the SQL of a dump into an empty database, a statement at a time, as psql does, and stops at the first that fails. */
final class DumpRestore {

    /** What is sent of a COPY at a time. */
    private static final int CHUNK = 1 << 16;

    private static final String UNDEFINED_OBJECT = "42704";
    private static final String DUPLICATE_SCHEMA = "42P06";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[\\w$]+)";

    /**
     * What concerns the database as a whole, which is ours here; tablespaces, which are the other server's; the driver's own encoding; and
     * subscriptions and user mappings, with which a copy would reach what only the original may.
     */
    private static final Pattern PASSED_OVER = pattern(
            "(?:CREATE|DROP)\\s+DATABASE\\b.*",
            "ALTER\\s+DATABASE\\s+" + NAME + "\\s+(?!SET\\b).*",
            "(?:GRANT|REVOKE)\\s[^;]*\\sON\\s+DATABASE\\s.*",
            "(?:COMMENT|SECURITY\\s+LABEL\\s[^;]*)\\s+ON\\s+DATABASE\\s.*",
            "SET\\s+(?:client_encoding|default_tablespace)\\b.*",
            "(?:CREATE|ALTER|DROP)\\s+(?:SUBSCRIPTION|USER\\s+MAPPING)\\b.*",
            "COMMENT\\s+ON\\s+SUBSCRIPTION\\b.*");

    private static final Pattern OF_THE_DATABASE = Pattern.compile(
            "(ALTER\\s+DATABASE\\s+|ALTER\\s+ROLE\\s+" + NAME + "\\s+IN\\s+DATABASE\\s+)" + NAME + "(\\s+SET\\s.*)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern OF_A_SERVER = pattern(
            "(?:CREATE|ALTER|DROP)\\s+(?:ROLE|USER|GROUP)\\s(?!.*IN\\s+DATABASE).*", "CREATE\\s+TABLESPACE\\b.*");

    private static final Pattern SETTING = pattern("SET\\s.*");
    private static final Pattern SCHEMA_PUBLIC = pattern("CREATE\\s+SCHEMA\\s+public");
    private static final Pattern EXTENSION = pattern("CREATE\\s+EXTENSION\\b.*");
    private static final Pattern COPY_LINE = Pattern.compile("COPY .*, line (\\d+)\\b.*", Pattern.DOTALL);

    private final DumpFile file;
    private final TestDatabase database;
    private final DumpRoles roles;
    private final int serverVersion;
    private @Nullable String connected;

    DumpRestore(DumpFile file, TestDatabase database, DumpRoles roles, int serverVersion) {
        this.file = file;
        this.database = database;
        this.roles = roles;
        this.serverVersion = serverVersion;
    }

    private static Pattern pattern(String... alternatives) {
        return Pattern.compile(String.join("|", alternatives), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /**
     * Restore.
     *
     * @throws RehearsalException when the dump cannot be read, or the server refuses a statement of it
     * @throws SQLException when the server goes away
     */
    void run() throws SQLException {
        try (DumpFile.Sql sql = file.open();
                Reader reader = DumpEncoding.read(sql.stream(), sql.place());
                Connection session = database.connect()) {
            DumpScript script = new DumpScript(Path.of(sql.place()), reader);
            try (Statement statement = session.createStatement()) {
                // Braces belong to the dump: JDBC escapes such as {fn …} must not be rewritten.
                statement.setEscapeProcessing(false);
                DumpRoles.speakEnglish(statement);
                Optional<DumpScript.Step> step = script.next();
                while (step.isPresent()) {
                    take(step.get(), script, session, statement);
                    step = script.next();
                }
                sql.requireWhole();
                requireEnd(script, sql, session);
            }
            try (Statement statement = session.createStatement()) {
                // A revision that rewrites rows finds its plans as it does where the dump comes from.
                statement.execute("ANALYZE");
            }
        } catch (IOException e) {
            throw file.unreadable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RehearsalException("Interrupted while " + file.path() + " was restored", e);
        }
    }

    private void requireEnd(DumpScript script, DumpFile.Sql sql, Connection session) throws SQLException {
        if (script.isBrokenOff()) {
            throw new RehearsalException(
                    "%s:%d: the dump breaks off: the line '-- PostgreSQL database dump complete' is missing. Write it anew"
                            .formatted(sql.place(), script.lineNumber()));
        }
        if (session.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE) {
            throw new RehearsalException(
                    "%s:%d: the dump ends inside a transaction that it began itself, so that nothing after its BEGIN is kept: add COMMIT"
                            .formatted(sql.place(), script.lineNumber()));
        }
    }

    private void take(DumpScript.Step step, DumpScript script, Connection session, Statement statement)
            throws SQLException, IOException {
        if (step instanceof DumpScript.Copy copy) {
            copy(copy, script, session);
        } else if (step instanceof DumpScript.Connect connect) {
            connect(connect, script.place());
        } else if (step instanceof DumpScript.Statement sql) {
            execute(sql, script.majorVersion(), session, statement);
        }
    }

    private void connect(DumpScript.Connect connect, Path place) {
        if (connected != null && !connected.equals(connect.database())) {
            throw new RehearsalException(
                    "%s:%d: the dump is of several databases, %s and %s: write it with pg_dump, of the one that the migrations are for"
                            .formatted(place, connect.line(), connected, connect.database()));
        }
        connected = connect.database();
    }

    private void execute(DumpScript.Statement step, OptionalInt dumped, Connection session, Statement statement)
            throws SQLException {
        String text = step.batch().text();
        if (PASSED_OVER.matcher(text).matches()) {
            return;
        }
        if (OF_A_SERVER.matcher(text).matches()) {
            throw new RehearsalException(
                    "%s: the dump is of a whole server, as pg_dumpall writes it: write it with pg_dump, of the one database that the migrations are for"
                            .formatted(step.batch().start()));
        }
        String sql = renamed(text);
        try {
            executeWithRoles(sql, session, statement);
        } catch (SQLException e) {
            if (!isHarmless(text, e)) {
                throw refused(positionOf(step, sql.equals(text), e), text, e, dumped);
            }
        }
    }

    /** Settings of the database go to ours. */
    private String renamed(String text) {
        Matcher matcher = OF_THE_DATABASE.matcher(text);
        return matcher.matches() ? matcher.group(1) + database.name() + matcher.group(2) : text;
    }

    private void executeWithRoles(String sql, Connection session, Statement statement) throws SQLException {
        while (true) {
            try {
                statement.execute(sql);
                return;
            } catch (SQLException e) {
                Optional<String> missing = DumpRoles.missing(e, message(e));
                boolean alone = session.unwrap(BaseConnection.class).getTransactionState() == TransactionState.IDLE;
                if (missing.isEmpty() || !alone || !roles.make(missing.get(), session)) {
                    throw e;
                }
            }
        }
    }

    /** A setting of newer servers than this one; and the schema that every database has. */
    private static boolean isHarmless(String text, SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return (state.equals(UNDEFINED_OBJECT) && SETTING.matcher(text).matches())
                || (state.equals(DUPLICATE_SCHEMA)
                        && SCHEMA_PUBLIC.matcher(text).matches());
    }

    private void copy(DumpScript.Copy step, DumpScript script, Connection session) throws SQLException, IOException {
        CopyIn copy = null;
        try {
            copy = session.unwrap(PGConnection.class).getCopyAPI().copyIn(step.sql());
            ByteArrayOutputStream chunk = new ByteArrayOutputStream(2 * CHUNK);
            for (Optional<String> line = script.copyLine(); line.isPresent(); line = script.copyLine()) {
                chunk.writeBytes(line.get().getBytes(StandardCharsets.UTF_8));
                if (chunk.size() >= CHUNK) {
                    copy.writeToCopy(chunk.toByteArray(), 0, chunk.size());
                    chunk.reset();
                }
            }
            copy.writeToCopy(chunk.toByteArray(), 0, chunk.size());
            copy.endCopy();
        } catch (SQLException e) {
            int line = where(e).map(COPY_LINE::matcher)
                    .filter(Matcher::matches)
                    .map(matcher -> step.line() + Integer.parseInt(matcher.group(1)))
                    .orElse(step.line());
            throw refused(new SourcePosition(script.place(), line, 1), step.sql(), e, script.majorVersion());
        } finally {
            if (copy != null && copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private RehearsalException refused(SourcePosition position, String text, SQLException e, OptionalInt dumped)
            throws SQLException {
        String state = Optional.ofNullable(e.getSQLState()).orElse("");
        if (state.startsWith("08") || state.startsWith("57P0")) {
            throw e;
        }
        String detail = server(e)
                .map(ServerErrorMessage::getDetail)
                .map(said -> "\n  DETAIL: " + said)
                .orElse("");
        return new RehearsalException(
                "%s:%d: the dump cannot be restored: ERROR %s: %s%s\n  %s\n%s"
                        .formatted(
                                position.file(),
                                position.line(),
                                state,
                                message(e),
                                detail,
                                text.strip().lines().findFirst().orElse(""),
                                advice(text, state, dumped)),
                e);
    }

    private String advice(String text, String state, OptionalInt dumped) {
        if (EXTENSION.matcher(text).matches()) {
            return "Choose a server that has the extension, with --image or --jdbc-url.";
        }
        if (dumped.isPresent() && dumped.getAsInt() > serverVersion) {
            return "The dump is of PostgreSQL %d, and the test server is %d: choose one as new, such as --image postgres:%1$d."
                    .formatted(dumped.getAsInt(), serverVersion);
        }
        if (state.equals(INSUFFICIENT_PRIVILEGE)) {
            return "The role of the test server may not do that. Leave --jdbc-url out, so that a server is started; or write the dump with --no-owner --no-privileges.";
        }
        if (state.equals(UNDEFINED_OBJECT)) {
            return "Make on the server what is missing there; or, if it is a role, write the dump with --no-owner --no-privileges.";
        }
        return "Restore it by hand to see whether it is whole: psql --set ON_ERROR_STOP=1, or pg_restore --exit-on-error.";
    }

    private SourcePosition positionOf(DumpScript.Statement step, boolean asWritten, SQLException e) {
        return server(e)
                .map(ServerErrorMessage::getPosition)
                .filter(position -> asWritten && position > 0)
                .map(step.batch()::positionOf)
                .orElse(step.batch().start());
    }

    private static String message(SQLException e) {
        return server(e).map(ServerErrorMessage::getMessage).orElse(String.valueOf(e.getMessage()));
    }

    private static Optional<String> where(SQLException e) {
        return server(e).map(ServerErrorMessage::getWhere);
    }

    private static Optional<ServerErrorMessage> server(SQLException e) {
        return e instanceof PSQLException refusal
                ? Optional.ofNullable(refusal.getServerErrorMessage())
                : Optional.empty();
    }
}
