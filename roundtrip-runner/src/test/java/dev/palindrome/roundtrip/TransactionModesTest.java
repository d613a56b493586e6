package dev.palindrome.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.revision.HistoryBuilder;
import dev.palindrome.revision.RevisionHistory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionModesTest {

    private static final String TWO = "CREATE TABLE a (id int);\nCREATE TABLE \"CONCURRENTLY\" (id int);\n";
    private static final String BY = "Upgrade of revision 1 runs without a transaction, by ";
    private static final String NEEDLESS = ", and none of its statements needs that";
    private static final String PART = ": a failure midway leaves the first part behind";

    @TempDir
    private Path folder;

    private List<String> found(String format) {
        RevisionHistory history = new HistoryBuilder(folder).read(format);
        return new TransactionModes(format)
                .find(history.graph().inOrder().get(0)).stream()
                        .map(finding -> finding.severity() + " " + finding.message())
                        .toList();
    }

    private TransactionModesTest file(String name, String content) {
        new HistoryBuilder(folder).file(name, content);
        return this;
    }

    @Test
    void directive_of_each_format_is_named() {
        assertThat(file("goose/1_a.sql", "-- +goose NO TRANSACTION\n-- +goose Up\n" + TWO)
                        .in("goose"))
                .containsExactly("warning " + BY + "'-- +goose NO TRANSACTION'" + NEEDLESS + PART);
        assertThat(file("flyway/V1__a.sql", TWO)
                        .file("flyway/V1__a.sql.conf", "executeInTransaction=false\r\n")
                        .in("flyway"))
                .containsExactly("warning " + BY + "'executeInTransaction=false' in V1__a.sql.conf" + NEEDLESS + PART);
        assertThat(file("liquibase/a.sql", "--liquibase formatted sql\n--changeset jo:1 runInTransaction:false\n" + TWO)
                        .in("liquibase"))
                .containsExactly("warning " + BY + "'runInTransaction:false'" + NEEDLESS + PART);
        assertThat(file("sql-migrate/1.sql", "-- +migrate Up notransaction\n" + TWO)
                        .in("sql-migrate"))
                .allMatch(line -> line.contains("'notransaction'"));
    }

    private List<String> in(String format) {
        RevisionHistory history = new HistoryBuilder(folder.resolve(format)).read(format);
        return new TransactionModes(format)
                .find(history.graph().inOrder().get(0)).stream()
                        .map(finding -> finding.severity() + " " + finding.message())
                        .toList();
    }

    @Test
    void one_message_is_a_transaction_nonetheless() {
        file("1_a.up.sql", "-- no-transaction\n" + TWO);

        assertThat(found("sqlx")).containsExactly("info " + BY + "'-- no-transaction'" + NEEDLESS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE a (id int); CREATE INDEX CONCURRENTLY ON a (id);",
                "ALTER TYPE \"Mood\" ADD VALUE 'ok'; CREATE TABLE a (id int);",
                "/* all */ vacuum a; SELECT 1;",
                "ALTER TABLE a ADD CHECK (id > 0) NOT VALID; ALTER TABLE a VALIDATE CONSTRAINT c;",
                "CALL archive(); SELECT 1;",
                "BEGIN; CREATE TABLE a (id int); COMMIT; SELECT 1;",
                "SELECT pg_create_logical_replication_slot('s', 'pgoutput'); SELECT 1;",
                ""
            })
    void what_wants_no_transaction_is_left_alone(String sql) {
        file("1_a.sql", "-- +goose NO TRANSACTION\n-- +goose Up\n" + sql.replace("; ", ";\n"));

        assertThat(found("goose")).isEmpty();
    }

    @Test
    void switch_that_the_way_up_needs_is_not_held_against_the_way_down() {
        file(
                "1_a.sql",
                "-- +goose NO TRANSACTION\n-- +goose Up\nCREATE INDEX CONCURRENTLY i ON a (id);\n-- +goose Down\nDROP INDEX i;\nSELECT 1;\n");

        assertThat(found("goose")).isEmpty();
    }

    @Test
    void concurrent_refresh_may_run_in_a_transaction() {
        file("1_a.sql", "-- +goose NO TRANSACTION\n-- +goose Up\nREFRESH MATERIALIZED VIEW CONCURRENTLY v;\n");

        assertThat(found("goose")).containsExactly("info " + BY + "'-- +goose NO TRANSACTION'" + NEEDLESS);
    }

    @Test
    void local_setting_outside_of_a_transaction_has_no_effect() {
        file(
                "1_a.sql",
                "-- +goose NO TRANSACTION\n-- +goose Up\nset local lock_timeout = '2s';\nDROP INDEX CONCURRENTLY i;\n");

        assertThat(found("goose"))
                .containsExactly(
                        "warning Upgrade of revision 1 runs without a transaction, so that SET LOCAL has no effect");
    }

    @Test
    void formats_without_a_switch_are_left_alone() {
        file("1_a.up.sql", TWO);

        assertThat(found("golang-migrate")).isEmpty();
    }
}
