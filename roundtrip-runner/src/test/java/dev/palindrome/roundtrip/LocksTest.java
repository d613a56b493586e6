package dev.palindrome.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestServer;
import dev.palindrome.database.TestServers;
import dev.palindrome.report.FailureText;
import dev.palindrome.revision.HistoryBuilder;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionSources;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom upgrades keep waiting: hazards are named, and the ways around them are not. */
@Tag("database")
@Tag("server-only")
class LocksTest {

    private static final String TIMEOUT = "SET LOCAL lock_timeout = '2s';\n";

    @TempDir
    private Path folder;

    private HistoryBuilder history;
    private int revisions;

    @BeforeEach
    void tables() {
        history = new HistoryBuilder(folder);
        revision("""
                CREATE TABLE authors (id integer PRIMARY KEY, name text NOT NULL);
                CREATE DOMAIN amount AS integer;
                CREATE TABLE books (id integer PRIMARY KEY, author_id integer, title varchar(80) NOT NULL, price amount,
                    lent tsrange, added timestamp);
                CREATE MATERIALIZED VIEW titles AS SELECT title FROM books;
                CREATE TABLE loans (day date NOT NULL, note text) PARTITION BY RANGE (day);
                CREATE TABLE old_loans (day date NOT NULL, note text);
                """);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            PAL-L01 | ALTER TABLE books ALTER COLUMN id TYPE bigint                                          | public.books
            PAL-L01 | ALTER TABLE books ADD COLUMN ticket uuid DEFAULT gen_random_uuid()                     | public.books
            PAL-L01 | ALTER TABLE books ADD COLUMN number serial                                             | public.books
            PAL-L01 | ALTER TABLE books ADD COLUMN number integer GENERATED ALWAYS AS IDENTITY               | public.books
            PAL-L01 | ALTER TABLE books ADD COLUMN big text GENERATED ALWAYS AS (upper(title)) STORED        | public.books
            PAL-L01 | ALTER TABLE books SET UNLOGGED                                                         | public.books
            PAL-L01 | CLUSTER books USING books_pkey                                                         | public.books
            PAL-L01 | REFRESH MATERIALIZED VIEW titles                                                       | public.titles
            PAL-L01 | DO $$ BEGIN ALTER TABLE books ALTER COLUMN id TYPE bigint; END $$                      | public.books
            PAL-L02 | ALTER TABLE books ADD CONSTRAINT author FOREIGN KEY (author_id) REFERENCES authors     | public.authors, public.books
            PAL-L02 | ALTER TABLE books ADD CONSTRAINT cheap CHECK (price < 100)                             | public.books
            PAL-L02 | ALTER TABLE books ALTER COLUMN author_id SET NOT NULL                                  | public.books
            PAL-L02 | ALTER DOMAIN amount ADD CONSTRAINT cheap CHECK (value < 100)                           | public.books
            PAL-L02 | ALTER TABLE loans ATTACH PARTITION old_loans FOR VALUES FROM ('2001-01-01') TO (MAXVALUE) | public.old_loans
            PAL-L03 | CREATE INDEX ON books (author_id)                                                      | public.books
            PAL-L03 | ALTER TABLE books ADD CONSTRAINT one_title UNIQUE (title)                              | public.books
            PAL-L03 | ALTER TABLE books ADD CONSTRAINT lent_once EXCLUDE USING gist (lent WITH &&)           | public.books
            PAL-L03 | REINDEX INDEX books_pkey                                                               | public.books
            PAL-L04 | ALTER TABLE books ADD COLUMN isbn text; SELECT count(*) FROM authors                   | public.books
            PAL-L04 | ALTER TABLE books ADD COLUMN isbn text; UPDATE books SET isbn = ''                     | public.books
            """)
    void hazard_is_named(String expected, String upgrade, String tables) throws SQLException {
        revision(TIMEOUT + upgrade);

        assertThat(findings())
                .extracting(finding -> finding.type().id() + " " + String.join(", ", finding.objects()))
                .containsExactly(expected + " " + tables);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE books ADD COLUMN pages integer NOT NULL DEFAULT 7",
                "ALTER TABLE books ADD COLUMN seen timestamptz DEFAULT now()",
                "ALTER TABLE books ALTER COLUMN title TYPE varchar(200)",
                "ALTER TABLE books ALTER COLUMN title TYPE text",
                "ALTER TABLE books RENAME COLUMN title TO name",
                "ALTER TABLE books ADD CONSTRAINT cheap CHECK (price < 100) NOT VALID",
                "ALTER TABLE books ADD CONSTRAINT author FOREIGN KEY (author_id) REFERENCES authors NOT VALID",
                "ALTER DOMAIN amount ADD CONSTRAINT cheap CHECK (value < 100) NOT VALID",
                "TRUNCATE books",
                "DROP TABLE books CASCADE",
                "UPDATE books SET author_id = 1",
                "ALTER TABLE loans ATTACH PARTITION old_loans FOR VALUES FROM (MINVALUE) TO (MAXVALUE)",
                "CREATE TABLE shelves (id integer PRIMARY KEY, note text); CREATE INDEX ON shelves (note); INSERT INTO shelves VALUES (1, ''); "
                        + "ALTER TABLE shelves ALTER COLUMN id TYPE bigint; SELECT count(*) FROM shelves"
            })
    void what_keeps_nobody_waiting_for_long_is_not(String upgrade) throws SQLException {
        revision(TIMEOUT + upgrade);

        assertThat(findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX CONCURRENTLY by_author ON books (author_id)",
                "ALTER TABLE books ADD CONSTRAINT cheap CHECK (price < 2000000000 OR true) NOT VALID ~ ALTER TABLE books VALIDATE CONSTRAINT cheap",
                "ALTER TABLE authors ADD CONSTRAINT named CHECK (name IS NOT NULL) NOT VALID ~ ALTER TABLE authors VALIDATE CONSTRAINT named"
                        + " ~ ALTER TABLE authors ALTER COLUMN name SET NOT NULL; ALTER TABLE authors DROP CONSTRAINT named",
                "CREATE UNIQUE INDEX CONCURRENTLY once ON books (id, title) ~ ALTER TABLE books ADD CONSTRAINT once UNIQUE USING INDEX once",
                "CREATE UNIQUE INDEX ON titles (title) ~ REFRESH MATERIALIZED VIEW CONCURRENTLY titles"
            })
    void ways_around_are_not(String upgrades) throws SQLException {
        for (String upgrade : upgrades.split(" ~ ", -1)) {
            revision((upgrade.contains("CONCURRENTLY") ? "" : TIMEOUT) + upgrade);
        }

        assertThat(findings())
                .filteredOn(finding -> !finding.objects().equals(List.of("public.titles")))
                .isEmpty();
    }

    /** The server is told of what a session has read at its leisure, long after the transaction. */
    @Test
    void what_an_earlier_transaction_has_read_does_not_count() throws Exception {
        Path goose = Files.createDirectory(folder.resolve("goose"));
        Files.writeString(goose.resolve("00001_table.sql"), """
                -- +goose Up
                CREATE TABLE books (id integer PRIMARY KEY, title text, price integer);
                -- +goose Down
                DROP TABLE books;
                """);
        Files.writeString(goose.resolve("00002_step.sql"), """
                -- +goose NO TRANSACTION
                -- +goose Up
                SET lock_timeout = '2s';
                UPDATE books SET title = '';
                ALTER TABLE books ALTER COLUMN price SET DEFAULT 1;
                BEGIN;
                ALTER TABLE books ALTER COLUMN price SET DEFAULT 2;
                COMMIT;
                -- +goose Down
                ALTER TABLE books ALTER COLUMN price DROP DEFAULT;
                """);

        assertThat(RoundTrip.on(server(), options())
                        .verify(RevisionSources.read(goose, "goose"))
                        .standing(Severity.INFO))
                .isEmpty();
    }

    @Test
    void lock_without_a_timeout_is_named_once_for_an_upgrade() throws SQLException {
        revision("ALTER TABLE books ADD COLUMN isbn text; ALTER TABLE authors ADD COLUMN born date");

        assertThat(findings())
                .extracting(finding -> finding.type().id() + " " + finding.severity() + " " + finding.message())
                .containsExactly(
                        "PAL-L05 info Statement 1 of the upgrade waits for a lock on public.books without a limit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET lock_timeout = '2s'; RESET lock_timeout; ALTER TABLE books ADD COLUMN isbn text",
                "BEGIN; SET LOCAL lock_timeout = '2s'; COMMIT; BEGIN; ALTER TABLE books ADD COLUMN isbn text; COMMIT"
            })
    void timeout_that_ends_before_the_lock_does_not_count(String upgrade) throws SQLException {
        revision(upgrade);

        assertThat(findings()).extracting(finding -> finding.type().id()).containsExactly("PAL-L05");
    }

    @Test
    void advice_is_written_for_the_statement() throws SQLException {
        revision(TIMEOUT
                + "ALTER TABLE books\n    ADD CONSTRAINT \"by Author\" FOREIGN KEY (author_id) REFERENCES authors");
        RevisionHistory read = history.read("golang-migrate");
        RoundTripReport report = verify(options());
        RevisionResult result = report.results().get(1);

        assertThat(FailureText.render(read, result, result.findings().get(0), "palindrome verify .")
                        .replace(folder.toString(), "DIR"))
                .contains("""
                        Statement 2 of the upgrade reads all rows of public.authors, public.books while writers have to wait
                        """, """
                          DIR/2_step.up.sql:2  ALTER TABLE books ADD CONSTRAINT "by Author" FOREIGN KEY (author_id) REFERENCES authors
                        """, """
                          public.books  SHARE ROW EXCLUSIVE keeps writers waiting; reads\
                        """, """
                          the server says: validating foreign key constraint "by Author"
                        """, """
                              ALTER TABLE public.books ADD CONSTRAINT "by Author" FOREIGN KEY (author_id) REFERENCES authors(id) NOT VALID;
                              ALTER TABLE public.books VALIDATE CONSTRAINT "by Author";
                        """);
    }

    @Test
    void what_fails_on_rows_is_watched_without_them() throws SQLException {
        revision(TIMEOUT + "ALTER TABLE books ADD CONSTRAINT cheap CHECK (price < 100)");

        assertThat(findings())
                .singleElement()
                .satisfies(finding -> assertThat(FailureText.differences(finding))
                        .containsExactly(
                                "ALTER TABLE public.books ADD CONSTRAINT cheap CHECK (((price)::integer < 100)) NOT VALID;",
                                "ALTER TABLE public.books VALIDATE CONSTRAINT cheap;"));
    }

    private void revision(String upgrade) {
        revisions++;
        history.file(revisions + "_step.up.sql", upgrade + ";\n");
        history.file(revisions + "_step.down.sql", "SELECT 1;\n");
    }

    private static RoundTripOptions options() {
        return RoundTripOptions.defaults().withChecks(EnumSet.of(CheckGroup.LOCKS));
    }

    private List<Finding> findings() throws SQLException {
        return verify(options()).standing(Severity.INFO);
    }

    private RoundTripReport verify(RoundTripOptions options) throws SQLException {
        return RoundTrip.on(server(), options).verify(history.read("golang-migrate"));
    }

    private static TestServer server() {
        return TestServers.shared(DatabaseOptions.automatic());
    }
}
