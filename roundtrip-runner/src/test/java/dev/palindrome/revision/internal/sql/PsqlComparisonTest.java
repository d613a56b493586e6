package dev.palindrome.revision.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestServer;
import dev.palindrome.database.TestServers;
import dev.palindrome.revision.Batch;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.roundtrip.execution.ScriptOutcome;
import dev.palindrome.roundtrip.execution.ScriptRunner;
import dev.palindrome.testing.ClientProgram;
import dev.palindrome.testing.RequiresTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.util.PSQLException;

/**
 * Runs random scripts both through the real psql and through our lexer and {@link ScriptRunner}, and compares what they did.
 * {@code -Dfuzz.scripts=N} runs more of them, {@code -Dfuzz.seed=N} other ones.
 */
@Tag("database")
@Tag("server-only")
@RequiresTool(ClientProgram.Psql.class)
class PsqlComparisonTest {

    private static final int SCRIPTS = Integer.getInteger("fuzz.scripts", 200);
    private static final long SEED = Long.getLong("fuzz.seed", 20261122L);

    /** Everything that a script of ours can leave behind, in the order in which it came about. */
    private static final String STATE = """
            SELECT 'row ' || coalesce(note, '(null)') FROM (SELECT note FROM trace ORDER BY id) AS rows
            UNION ALL
            SELECT * FROM (
                SELECT 'routine ' || pg_get_functiondef(oid) FROM pg_proc
                WHERE pronamespace = 'fuzz'::regnamespace ORDER BY proname) AS routines
            UNION ALL
            SELECT * FROM (
                SELECT 'column ' || attrelid::regclass || '.' || attname || ' ' || coalesce(pg_get_expr(adbin, adrelid), '')
                FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
                WHERE attnum > 0 AND attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'fuzz'::regnamespace)
                ORDER BY attrelid::regclass::text, attnum) AS columns
            UNION ALL
            SELECT * FROM (SELECT 'rule ' || definition FROM pg_rules WHERE schemaname = 'fuzz' ORDER BY rulename) AS rules
            UNION ALL
            SELECT * FROM (SELECT 'comment ' || description FROM pg_description
                WHERE objoid IN (SELECT oid FROM pg_class WHERE relnamespace = 'fuzz'::regnamespace)
                ORDER BY objoid::regclass::text) AS comments
            """;

    @TempDir
    private static Path folder;

    private static TestServer server;
    private static TestDatabase ourDatabase;
    private static Connection psqlSide;
    private static Connection ourSide;
    private static Psql psql;

    @BeforeAll
    static void startServer() throws SQLException {
        // The test makes a role, which belongs to the whole server: so it has one of its own. PostgreSQL 18 would take
        // the
        // closing line of CSV data, which an older psql sends along, for a row.
        server = TestServers.start(new DatabaseOptions(null, null, true, 15, false));
        TestDatabase psqlDatabase = server.create();
        ourDatabase = server.create();
        psqlSide = prepare(psqlDatabase);
        ourSide = prepare(ourDatabase);
        String password = UUID.randomUUID().toString();
        execute(psqlSide, "CREATE ROLE fuzz SUPERUSER LOGIN PASSWORD '" + password + "'");
        psql = Psql.of(ClientProgram.PSQL.path(), psqlDatabase.jdbcUrl(), "fuzz", password);
    }

    /** Return a session that outlives the scripts; connecting costs more than all else here. */
    private static Connection prepare(TestDatabase database) throws SQLException {
        Connection session = database.connect();
        execute(session, "ALTER DATABASE " + database.name() + " SET search_path = fuzz");
        execute(session, "SET search_path = fuzz");
        execute(session, "SET client_min_messages = warning");
        return session;
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void valid_scripts_do_the_same_as_in_psql(TestReporter reporter, TestInfo test) throws Exception {
        announce(reporter, test);
        NastyScripts scripts = new NastyScripts(new Random(SEED));
        int completed = 0;
        for (int number = 1; number <= SCRIPTS; number++) {
            completed += compareEffects(number, scripts.next()) ? 1 : 0;
        }
        // Else the comparison would compare nothing but first errors.
        assertThat(completed).isGreaterThan(SCRIPTS / 2);
    }

    @Test
    void token_soup_is_cut_as_in_psql(TestReporter reporter, TestInfo test) throws Exception {
        announce(reporter, test);
        reset();
        TokenSoup soup = new TokenSoup(new Random(SEED));
        int compared = 0;
        for (int number = 1; number <= SCRIPTS; number++) {
            compared += compareErrors(number, soup.next());
        }
        assertThat(compared).isGreaterThan(SCRIPTS);
    }

    private static void announce(TestReporter reporter, TestInfo test) {
        reporter.publishEntry(test.getDisplayName(), SCRIPTS + " scripts, -Dfuzz.seed=" + SEED);
    }

    /** Return whether the script ran to its end. */
    private static boolean compareEffects(int number, String text) throws Exception {
        reset();
        String name = "script " + number + " of seed " + SEED + ":\n" + text + "\n";
        List<String> psqlErrors = psql.errorsOf(scriptFile(text), true);
        SplitScript split = split(text);
        if (!split.problems().isEmpty()) {
            assertThat(psqlErrors).as(name + split.problems()).isNotEmpty();
            return false;
        }
        assertThat(errorsOf(split)).as(name).isEqualTo(psqlErrors);
        assertThat(stateOf(ourSide)).as(name).isEqualTo(stateOf(psqlSide));
        return psqlErrors.isEmpty();
    }

    private static List<String> errorsOf(SplitScript split) throws SQLException {
        try (Connection connection = ourDatabase.connect()) {
            ScriptOutcome outcome = new ScriptRunner(connection)
                    .run(new SqlScript(Path.of("script.sql"), split.batches(), TransactionMode.NONE));
            return outcome.failure().stream()
                    .map(failure -> failure.sqlState() + ": " + firstLine(failure.message()))
                    .toList();
        }
    }

    /**
     * Errors do not end the scripts here, so that each statement shows where it was cut.
     *
     * @return how many errors there were
     */
    private static int compareErrors(int number, String text) throws Exception {
        String name = "soup " + number + " of seed " + SEED + ":\n" + text + "\n";
        List<String> psqlErrors = psql.errorsOf(scriptFile(text), false).stream()
                .map(PsqlComparisonTest::withoutSemicolon)
                .toList();
        SplitScript split = split(text);
        List<String> ourErrors = new ArrayList<>();
        int unclosed = split.problems().isEmpty() ? 0 : 1;
        List<Batch> batches = split.batches();
        try (Connection connection = ourDatabase.connect()) {
            for (Batch batch : batches.subList(0, Math.max(0, batches.size() - unclosed))) {
                errorOf(connection, batch).ifPresent(ourErrors::add);
            }
        }
        if (unclosed == 0) {
            assertThat(ourErrors).as(name).isEqualTo(psqlErrors);
        } else {
            assertThat(psqlErrors).as(name + split.problems()).hasSizeGreaterThan(ourErrors.size());
            assertThat(psqlErrors.subList(0, ourErrors.size()))
                    .as(name + split.problems())
                    .isEqualTo(ourErrors);
        }
        return psqlErrors.size();
    }

    private static Optional<String> errorOf(Connection connection, Batch batch) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(batch.text());
            return Optional.empty();
        } catch (PSQLException e) {
            assertThat(e.getServerErrorMessage()).as(batch.text()).isNotNull();
            return Optional.of(withoutSemicolon(e.getSQLState() + ": "
                    + firstLine(String.valueOf(e.getServerErrorMessage().getMessage()))));
        }
    }

    /** Where a statement ends too early, psql's semicolon is what the server stumbles over; we send none. */
    private static String withoutSemicolon(String error) {
        return error.replace("at or near \";\"", "at end of input");
    }

    private static SplitScript split(String text) {
        return ScriptSplitter.split(
                SourceText.of(Path.of("script.sql"), text).withoutByteOrderMark(), ScriptRules.PSQL);
    }

    private static Path scriptFile(String text) throws IOException {
        return Files.writeString(folder.resolve("script.sql"), text);
    }

    private static String firstLine(String message) {
        return message.split("[\r\n]", 2)[0];
    }

    private static void reset() throws SQLException {
        for (Connection side : List.of(psqlSide, ourSide)) {
            execute(side, """
                    DROP SCHEMA IF EXISTS fuzz CASCADE;
                    CREATE SCHEMA fuzz;
                    CREATE TABLE fuzz.trace (id int GENERATED ALWAYS AS IDENTITY, note text)
                    """);
        }
    }

    private static List<String> stateOf(Connection side) throws SQLException {
        List<String> state = new ArrayList<>();
        try (Statement statement = side.createStatement();
                ResultSet rows = statement.executeQuery(STATE)) {
            while (rows.next()) {
                state.add(rows.getString(1));
            }
        }
        return state;
    }

    private static void execute(Connection side, String sql) throws SQLException {
        try (Statement statement = side.createStatement()) {
            statement.execute(sql);
        }
    }
}
