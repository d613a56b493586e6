package dev.palindrome.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestServers;
import dev.palindrome.revision.Batch;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.roundtrip.execution.ScriptOutcome;
import dev.palindrome.roundtrip.execution.SingleMessage;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts that are sent as one message, each in a session that is as good as new. */
@Tag("database")
@Tag("server-only")
class ScriptSessionTest {

    private static final Optional<Duration> UNLIMITED = Optional.empty();

    private TestDatabase database;
    private ScriptSession session;

    @BeforeEach
    void open() {
        database = TestServers.shared(DatabaseOptions.automatic()).create();
        session = new ScriptSession(database);
    }

    @AfterEach
    void close() throws SQLException {
        session.close();
        database.close();
    }

    @Test
    void nothing_that_a_script_leaves_in_its_session_reaches_the_next() throws SQLException {
        assertThat(completes("CREATE TABLE kept (id int)")).isTrue();
        assertThat(completes("""
                        CREATE TEMPORARY TABLE left_over (id int);
                        CREATE SEQUENCE numbers; SELECT nextval('numbers');
                        SET search_path = pg_temp; SET TimeZone = 'Asia/Tokyo'; SET statement_timeout = '1h';
                        PREPARE asked AS SELECT 1; LISTEN news; SELECT pg_catalog.pg_advisory_lock(1);
                        DECLARE c CURSOR WITH HOLD FOR SELECT 1""")).isTrue();
        assertThat(completes("""
                        CREATE TABLE seen AS SELECT to_regclass('left_over') IS NULL AS no_table, current_setting('search_path') AS path,
                            current_setting('TimeZone') AS zone, current_setting('statement_timeout') AS timeout,
                            (SELECT count(*) FROM pg_prepared_statements) AS prepared, (SELECT count(*) FROM pg_listening_channels()) AS channels,
                            (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()) AS advisory, (SELECT count(*) FROM pg_cursors) AS cursors""")).isTrue();

        assertThat(value("SELECT s::text FROM seen s")).isEqualTo("(t,\"\"\"$user\"\", public\",UTC,0,0,0,0,0)");
        assertThat(completes("SELECT lastval()")).as("lastval is not known").isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1; -- the end",
                "SELECT 1",
                "SELECT 1;;",
                "",
                "/* nothing */",
                "SELECT 'other' AS palindrome_asked; SELECT 2",
                "SELECT FROM pg_class",
                "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE; SELECT 1",
                "SELECT '\\'; CREATE TABLE a (b text DEFAULT '\\')",
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; END"
            })
    void script_does_what_it_does_by_itself(String sql) throws SQLException {
        List<String> answers = new ArrayList<>();

        assertThat(run(sql, answers))
                .hasValueSatisfying(outcome -> assertThat(outcome.isCompleted()).isTrue());
        assertThat(answers).containsExactly("ours");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE b (); SELECT 'open",
                "CREATE TABLE b (); SELECT $$open",
                "CREATE TABLE b (); /* open",
                "CREATE TABLE b (); SELECT \"open",
                "CREATE TABLE b (); SELECT (1",
                "CREATE TABLE b (); CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1;",
                "CREATE TABLE b (); SELECT 1/0",
                "CREATE TABLE b (); CREATE TABLE b ()",
                "CREATE TABLE b (id int PRIMARY KEY DEFERRABLE INITIALLY DEFERRED); INSERT INTO b VALUES (1), (1)"
            })
    void nothing_is_kept_of_what_fails_even_where_it_is_committed(String sql) throws SQLException {
        assertThat(completes("CREATE TABLE a ()")).isTrue();

        assertThat(run(sql, new ArrayList<>())).isEmpty();

        assertThat(value("SELECT string_agg(relname, ' ') FROM pg_class WHERE relname IN ('a', 'b', 'c')"))
                .isEqualTo("a");
        assertThat(completes("CREATE TABLE c ()")).isTrue();
    }

    @Test
    void statements_that_are_sent_one_by_one_can_go_together() throws SQLException {
        SqlScript script =
                script("CREATE TABLE a (b text) -- (", "INSERT INTO a VALUES (';')", "ALTER TABLE a ADD c int");

        assertThat(SingleMessage.fits(script)).isTrue();
        assertThat(session.runAtOnce(script, UNLIMITED))
                .hasValueSatisfying(outcome -> assertThat(outcome.isCompleted()).isTrue());
        assertThat(value("SELECT a::text FROM a")).isEqualTo("(;,)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 | $$
            SELECT 'a                                                  | b'
            SELECT 1 AS "a                                             | b"
            SELECT 1 /* a                                              | b */
            CREATE RULE r AS ON INSERT TO a DO (SELECT 1               | SELECT 2)
            SELECT 1                                                   | )
            CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1      | END
            SET standard_conforming_strings = off                      | SELECT '\'
            """)
    void statements_that_would_be_read_otherwise_do_not_go_together(String one, String other) {
        assertThat(SingleMessage.fits(script(one, other))).isFalse();
    }

    @Test
    void what_the_driver_gives_up_while_the_server_goes_on_is_not_sent_so() {
        assertThat(SingleMessage.fits(script("CREATE TABLE a (); COPY a TO STDOUT")))
                .isFalse();
    }

    @Test
    void how_the_next_script_is_read_does_not_depend_on_this_one() throws SQLException {
        assertThat(completes("SET standard_conforming_strings = off")).isTrue();
        assertThat(completes("CREATE TABLE a AS SELECT 'b\\\\' AS c")).isTrue();

        assertThat(value("SELECT c FROM a")).isEqualTo("b\\\\");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_new_sessions_begin_with_holds_for_the_next_script(boolean asked) throws SQLException {
        String setting =
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET work_mem = ''5MB''', current_database()); END $$";
        assertThat(completes("CREATE TABLE before ()")).isTrue();
        assertThat(asked ? completes(setting) : run(setting, new ArrayList<>()).isPresent())
                .isTrue();
        assertThat(completes("CREATE TABLE a AS SELECT current_setting('work_mem') AS b"))
                .isTrue();

        assertThat(value("SELECT b FROM a")).isEqualTo("5MB");
    }

    @Test
    void script_that_ends_its_session_has_failed() throws SQLException {
        assertThat(run("SELECT pg_terminate_backend(pg_backend_pid())", new ArrayList<>()))
                .isEmpty();
        assertThat(completes("CREATE TABLE a ()")).isTrue();
    }

    @Test
    void what_takes_too_long_is_not_tried_again() throws SQLException {
        Optional<ScriptOutcome> outcome =
                session.runAtOnce(script("SELECT pg_sleep(60)"), Optional.of(Duration.ofSeconds(1)));

        assertThat(outcome.flatMap(ScriptOutcome::failure))
                .hasValueSatisfying(failure -> assertThat(failure.isCancelled()).isTrue());
    }

    private boolean completes(String sql) throws SQLException {
        return session.runAtOnce(script(sql), UNLIMITED)
                .filter(ScriptOutcome::isCompleted)
                .isPresent();
    }

    private Optional<ScriptOutcome> run(String sql, List<String> answers) throws SQLException {
        return session.runAtOnce(script(sql), false, UNLIMITED, new ScriptSession.Question() {
            @Override
            public String text() {
                return "SELECT pid AS " + SingleMessage.ASKED + " FROM pg_catalog.pg_lock_status()";
            }

            @Override
            public void answered(Connection asked, ResultSet rows) throws SQLException {
                while (rows.next()) {
                    assertThat(rows.getInt(1)).isPositive();
                }
                answers.add("ours");
            }
        });
    }

    private static SqlScript script(String... texts) {
        Path file = Path.of("1_a.up.sql");
        List<Batch> batches = Stream.of(texts)
                .map(text -> new Batch(text, new SourcePosition(file, 1, 1), List.of(), Optional.empty()))
                .toList();
        return new SqlScript(file, batches, TransactionMode.SCRIPT);
    }

    private String value(String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
