package dev.palindrome.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestServers;
import dev.palindrome.revision.HistoryBuilder;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.VersionTable;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.Severity;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same small history in each format: a table, an index that is built outside of a transaction, and a type that the downgrade
 * forgets.
 */
@Tag("database")
class FormatsWalkTest {

    private static final String BY = " 2024-01-31T12:00:00Z Jo Doe <jo@example.com>\n";
    private static final String TABLE = "CREATE TABLE t (id bigint PRIMARY KEY, n int);\n";
    private static final String NO_TABLE = "DROP TABLE t;\n";
    private static final String INDEX = "CREATE INDEX CONCURRENTLY i ON t (n);\n";
    private static final String NO_INDEX = "DROP INDEX CONCURRENTLY i;\n";
    private static final String TYPE = "CREATE TYPE mood AS ENUM ('glad');\nALTER TABLE t ADD COLUMN m mood;\n";
    private static final String NO_TYPE = "ALTER TABLE t DROP COLUMN m;\n";

    @TempDir
    private Path directory;

    /** A history, as files with their content. */
    record Sample(String format, String versionTable, List<String> files) {

        Sample(String format, String versionTable, String... namesAndContents) {
            this(format, versionTable, List.of(namesAndContents));
        }

        @Override
        public String toString() {
            return format;
        }
    }

    static Stream<Sample> samples() {
        return Stream.of(
                new Sample(
                        "golang-migrate",
                        "schema_migrations",
                        "1_t.up.sql",
                        TABLE,
                        "1_t.down.sql",
                        NO_TABLE,
                        "2_i.up.sql",
                        INDEX,
                        "2_i.down.sql",
                        NO_INDEX,
                        "3_m.up.sql",
                        TYPE,
                        "3_m.down.sql",
                        NO_TYPE),
                new Sample(
                        "sqlx",
                        "_sqlx_migrations",
                        "1_t.up.sql",
                        TABLE,
                        "1_t.down.sql",
                        NO_TABLE,
                        "2_i.up.sql",
                        "-- no-transaction\n" + INDEX,
                        "2_i.down.sql",
                        "-- no-transaction\n" + NO_INDEX,
                        "3_m.up.sql",
                        TYPE,
                        "3_m.down.sql",
                        NO_TYPE),
                new Sample(
                        "diesel",
                        "__diesel_schema_migrations",
                        "1_t/up.sql",
                        TABLE,
                        "1_t/down.sql",
                        NO_TABLE,
                        "2_i/up.sql",
                        INDEX,
                        "2_i/down.sql",
                        NO_INDEX,
                        "2_i/metadata.toml",
                        "run_in_transaction = false\n",
                        "3_m/up.sql",
                        TYPE,
                        "3_m/down.sql",
                        NO_TYPE),
                new Sample(
                        "dbmate",
                        "schema_migrations",
                        "1_t.sql",
                        "-- migrate:up\n" + TABLE + "-- migrate:down\n" + NO_TABLE,
                        "2_i.sql",
                        "-- migrate:up transaction:false\n" + INDEX + "-- migrate:down transaction:false\n" + NO_INDEX,
                        "3_m.sql",
                        "-- migrate:up\n" + TYPE + "-- migrate:down\n" + NO_TYPE),
                new Sample(
                        "goose",
                        "goose_db_version",
                        "1_t.sql",
                        "-- +goose Up\n" + TABLE + "-- +goose Down\n" + NO_TABLE,
                        "2_i.sql",
                        "-- +goose NO TRANSACTION\n-- +goose Up\n" + INDEX + "-- +goose Down\n" + NO_INDEX,
                        "3_m.sql",
                        "-- +goose Up\n" + TYPE + "-- +goose Down\n" + NO_TYPE),
                new Sample(
                        "node-pg-migrate",
                        "pgmigrations",
                        "1_t.sql",
                        "-- Up Migration\n" + TABLE + "-- Down Migration\n" + NO_TABLE,
                        "2_i.sql",
                        "-- Up Migration\nCREATE INDEX i ON t (n);\n-- Down Migration\nDROP INDEX i;\n",
                        "3_m.sql",
                        "-- Up Migration\n" + TYPE + "-- Down Migration\n" + NO_TYPE),
                new Sample(
                        "sqitch",
                        "changes",
                        "sqitch.plan",
                        "%project=shop\n\nt" + BY + "i [t]" + BY + "m [t]" + BY,
                        "deploy/t.sql",
                        "BEGIN;\n" + TABLE + "COMMIT;\n",
                        "revert/t.sql",
                        NO_TABLE,
                        "deploy/i.sql",
                        INDEX,
                        "revert/i.sql",
                        NO_INDEX,
                        "deploy/m.sql",
                        "BEGIN;\n" + TYPE + "COMMIT;\n",
                        "revert/m.sql",
                        NO_TYPE),
                new Sample(
                        "liquibase",
                        "databasechangelog",
                        "changes.sql",
                        "--liquibase formatted sql\n--changeset jo:1\n" + TABLE + "--rollback " + NO_TABLE
                                + "--changeset jo:2 runInTransaction:false\n" + INDEX + "--rollback " + NO_INDEX
                                + "--changeset jo:3\n" + TYPE + "--rollback " + NO_TYPE));
    }

    @Test
    void change_set_that_liquibase_passes_over_is_skipped_and_the_rest_judged() throws SQLException {
        RevisionHistory history =
                new HistoryBuilder(directory).file("changes.sql", """
                        --liquibase formatted sql
                        --changeset jo:1
                        CREATE TABLE a (id int);
                        --rollback DROP TABLE a;
                        --changeset jo:2
                        --preconditions onFail:MARK_RAN
                        --precondition-sql-check expectedResult:1 SELECT count(*) FROM a
                        CREATE TABLE b (id int);
                        --rollback DROP TABLE b;
                        --changeset jo:3 failOnError:false
                        CREATE TABLE c (id int);
                        CREATE TABLE a (id int);
                        --rollback DROP TABLE c;
                        --changeset jo:4
                        --preconditions onFail:MARK_RAN
                        --precondition-table-exists table:a
                        CREATE TABLE d (id int);
                        --rollback SELECT 1;
                        --changeset jo:5
                        --precondition-view-exists view:a
                        CREATE TABLE e (id int);
                        --rollback DROP TABLE e;
                        """).read("liquibase");
        RoundTripOptions options = RoundTripOptions.defaults().withChecks(EnumSet.of(CheckGroup.ROUND_TRIP));

        RoundTripReport report = RoundTrip.on(
                        TestServers.shared(new DatabaseOptions(null, null, true, null, false)), options)
                .verify(history);

        assertThat(report.results())
                .extracting(RevisionResult::status)
                .containsExactly(
                        RevisionStatus.OK,
                        RevisionStatus.SKIPPED,
                        RevisionStatus.SKIPPED,
                        RevisionStatus.ERROR,
                        RevisionStatus.UP_FAILED);
        assertThat(report.notes())
                .containsExactly(
                        "2 was skipped: changes.sql:7: the precondition 'sql-check expectedResult:1 SELECT count(*) FROM a' is"
                                + " not met: expected 1, but found 0 (onFail:MARK_RAN)",
                        "3 was skipped: changes.sql:12: ERROR 42P07: relation \"a\" already exists, which failOnError:false"
                                + " passes over");
        assertThat(report.standing(Severity.ERROR))
                .extracting(Finding::message)
                .containsExactly(
                        "Downgrade of revision 4 leaves a trace: 1 difference",
                        "Upgrade of revision 5 fails: the precondition 'view-exists view:a' is not met: expected t, but found f");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void forgotten_type_is_found_and_nothing_else(Sample sample) throws SQLException {
        HistoryBuilder builder = new HistoryBuilder(directory);
        for (int index = 0; index < sample.files.size(); index += 2) {
            builder.file(sample.files.get(index), sample.files.get(index + 1));
        }
        RevisionHistory history = builder.read(sample.format);
        RoundTripOptions options =
                RoundTripOptions.defaults().withChecks(EnumSet.of(CheckGroup.ROUND_TRIP, CheckGroup.SCHEMA));

        RoundTripReport report = RoundTrip.on(
                        TestServers.shared(new DatabaseOptions(null, null, true, null, false)), options)
                .verify(history);

        assertThat(report.standing(Severity.WARNING))
                .extracting(Finding::message)
                .containsExactly("Downgrade of revision "
                        + report.results().get(2).revision().id() + " leaves a trace: 1 difference");
        assertThat(history.versionTable().map(VersionTable::name).orElse("")).isEqualTo(sample.versionTable);
    }
}
