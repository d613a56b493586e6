package dev.palindrome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.data.Databases;
import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestServers;
import dev.palindrome.revision.HistoryBuilder;
import dev.palindrome.schema.SchemaSnapshot;
import dev.palindrome.testing.LiquibaseTool;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Liquibase itself and we, by turns on one database. */
@Tag("database")
@Tag("server-only")
class LiquibaseTurnsTest {

    private static final String CHANGES = """
            --liquibase formatted sql

            --property name:number value:bigint

            --changeset jo:users
            --comment: a table
            --comment: the users
            CREATE TABLE users (id ${number} PRIMARY KEY, name text); -- with a name
            --rollback DROP TABLE users;

            --changeset "Jo O'Doe":"a function" splitStatements:false labels:"B, a" context:"prod or (test and !old)"
            CREATE FUNCTION one() RETURNS int LANGUAGE plpgsql AS $$
            -- what a comment leaves
            BEGIN
              RETURN 1; /* behind
              it */
            END $$;
            --rollback DROP FUNCTION one();

            --changeset jo:seed
            --preconditions onFail:MARK_RAN
            --precondition-sql-check expectedResult:3 SELECT count(*) FROM users
            INSERT INTO users VALUES (4, 'x');
            --rollback empty

            --changeset jo:index runInTransaction:false logicalFilePath:classpath:/elsewhere/names.sql
            CREATE INDEX CONCURRENTLY names ON users (name);
            --rollback DROP INDEX names;

            --changeset jo:view runOnChange:true
            CREATE OR REPLACE VIEW names_of_users AS SELECT name FROM users;
            --rollback DROP VIEW names_of_users;

            --changeset jo:last
            CREATE TABLE orders (id int);
            CREATE TABLE lines (id int);
            --rollback DROP TABLE lines;
            --rollback DROP TABLE orders;
            """;

    @TempDir
    private Path directory;

    private HistoryBuilder files;
    private LiquibaseTool liquibase;
    private TestDatabase database;
    private TestDatabase theirs;

    @BeforeEach
    void start() {
        files = new HistoryBuilder(directory).file("changes.sql", CHANGES);
        liquibase = new LiquibaseTool(directory, "changes.sql");
        database = database();
        theirs = database();
    }

    @AfterEach
    void dropDatabases() {
        database.close();
        theirs.close();
    }

    private static TestDatabase database() {
        return TestServers.shared(new DatabaseOptions(null, null, true, null, false))
                .create();
    }

    private CommandRun run(Object... arguments) {
        List<Object> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--migrations", directory, "--jdbc-url", database.libpqUri()));
        return CommandRun.of(all.toArray());
    }

    private String palindrome(Object... arguments) {
        CommandRun run = run(arguments);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        return run.out();
    }

    private List<String> pending() {
        return palindrome("pending")
                .lines()
                .map(line -> line.replaceFirst(".* -> (.*?)(?: \\(head\\))?, .*", "$1"))
                .toList();
    }

    /** All but the time, the number of the run and the program. */
    private static List<String> log(TestDatabase of) throws SQLException {
        try (Connection session = of.connect()) {
            return Databases.query(
                    session,
                    "SELECT orderexecuted, id, author, filename, exectype, md5sum, description, comments, tag, contexts, labels"
                            + " FROM databasechangelog ORDER BY dateexecuted, orderexecuted");
        }
    }

    private static List<String> query(TestDatabase of, String sql) throws SQLException {
        try (Connection session = of.connect()) {
            return Databases.query(session, sql);
        }
    }

    private static void execute(TestDatabase in, String... sql) throws SQLException {
        try (Connection session = in.connect()) {
            Databases.execute(session, sql);
        }
    }

    private static SchemaSnapshot schema(TestDatabase of) throws SQLException {
        try (Connection session = of.connect()) {
            return SchemaSnapshot.of(session);
        }
    }

    /** The same is pending for both, and all is as where only Liquibase worked. */
    private void agree() throws SQLException {
        assertThat(pending()).isEqualTo(liquibase.pending(database)).isEqualTo(liquibase.pending(theirs));
        assertThat(log(database)).isEqualTo(log(theirs));
        assertThat(schema(database)).isEqualTo(schema(theirs));
        assertThat(query(database, "SELECT * FROM databasechangeloglock")).containsExactly("1|f|null|null");
    }

    @Test
    void turns_lead_where_liquibase_alone_would() throws SQLException {
        liquibase.update(database, 2);
        liquibase.update(theirs, 2);
        agree();
        palindrome("upgrade", "+2");
        liquibase.update(theirs, 2);
        agree();
        liquibase.update(database);
        liquibase.update(theirs);
        agree();
        palindrome("downgrade", "-1");
        liquibase.rollback(theirs, 1);
        agree();
        liquibase.rollback(database, 1);
        liquibase.rollback(theirs, 1);
        agree();
        liquibase.tag(database, "v1");
        liquibase.tag(theirs, "v1");
        palindrome("downgrade", "users");
        liquibase.rollback(theirs, 3);
        agree();
        palindrome("upgrade", "head");
        liquibase.update(theirs);
        agree();
        palindrome("downgrade", "base");
        liquibase.rollback(theirs, 6);
        agree();
    }

    @Test
    void tables_that_we_make_are_those_of_liquibase() throws SQLException {
        assertThat(palindrome("upgrade", "head"))
                .contains(
                        "Skipped seed, which is marked as ran: changes.sql:22: the precondition 'sql-check"
                                + " expectedResult:3 SELECT count(*) FROM users' is not met: expected 3, but found 0 (onFail:MARK_RAN)\n")
                .endsWith("5 revisions, the database is at last\n");
        liquibase.update(theirs);

        agree();
        liquibase.update(database);
        agree();
        assertThat(query(database, "SELECT DISTINCT liquibase FROM databasechangelog"))
                .containsExactly("palindrome");
        assertThat(query(
                        database,
                        "SELECT count(DISTINCT deployment_id), min(length(deployment_id)) FROM databasechangelog"))
                .containsExactly("1|10");
    }

    @Test
    void what_runs_again_is_pending_for_both() throws SQLException {
        files.file("changes.sql", CHANGES + "\n--changeset jo:always runAlways:true\nSELECT 1;\n--rollback empty\n");
        liquibase.update(database);
        liquibase.update(theirs);
        assertThat(pending()).containsExactly("always");
        agree();

        files.file(
                "changes.sql",
                CHANGES.replace("SELECT name FROM", "SELECT name, id FROM")
                        + "\n--changeset jo:always runAlways:true\nSELECT 1;\n--rollback empty\n");
        assertThat(pending()).containsExactly("view", "always");
        palindrome("upgrade", "head");
        liquibase.update(theirs);
        agree();
        assertThat(log(database).get(5)).startsWith("8|view|jo|changes.sql|RERAN|");
        assertThat(palindrome("current")).isEqualTo("always (head)\n");
    }

    @Test
    void preconditions_and_failures_are_taken_as_liquibase_takes_them() throws SQLException {
        files.file("changes.sql", """
                --liquibase formatted sql
                --changeset jo:first
                CREATE TABLE plain (id int); CREATE VIEW seen AS SELECT 1 AS one; CREATE TABLE "Mixed" (id int);
                CREATE SCHEMA other; CREATE TABLE other.far (id int);
                --changeset jo:table
                --preconditions onFail:MARK_RAN
                --precondition-table-exists table:PLAIN
                SELECT 1;
                --changeset jo:mixed
                --preconditions onFail:MARK_RAN
                --precondition-table-exists table:Mixed
                SELECT 1;
                --changeset jo:far
                --preconditions onFail:MARK_RAN
                --precondition-table-exists table:far
                SELECT 1;
                --changeset jo:farther
                --preconditions onFail:MARK_RAN
                --precondition-table-exists table:far schema:other
                SELECT 1;
                --changeset jo:view_is_no_table
                --preconditions onFail:MARK_RAN
                --precondition-table-exists table:seen
                SELECT 1;
                --changeset jo:view
                --preconditions onFail:MARK_RAN
                --precondition-view-exists view:Seen
                SELECT 1;
                --changeset jo:true
                --preconditions onFail:MARK_RAN
                --precondition-sql-check expectedResult:t SELECT true
                SELECT 1;
                --changeset jo:decimal
                --preconditions onFail:MARK_RAN
                --precondition-sql-check expectedResult:1 SELECT 1.0
                SELECT 1;
                --changeset jo:quoted
                --preconditions onFail:MARK_RAN
                --precondition-sql-check expectedResult:"a b" SELECT 'a b';
                SELECT 1;
                --changeset jo:nothing
                --preconditions onFail:MARK_RAN
                --precondition-sql-check expectedResult:null SELECT null
                SELECT 1;
                --changeset jo:second_of_two
                --preconditions onFail:MARK_RAN
                --precondition-sql-check expectedResult:1 SELECT 1
                --precondition-sql-check expectedResult:1 SELECT 2
                SELECT 1;
                --changeset jo:error
                --preconditions onError:MARK_RAN
                --precondition-sql-check expectedResult:1 SELECT nothing
                SELECT 1;
                --changeset jo:no_row
                --preconditions onFail:HALT onError:MARK_RAN
                --precondition-sql-check expectedResult:1 SELECT 1 WHERE false
                SELECT 1;
                --changeset jo:warn
                --preconditions onFail:WARN
                --precondition-sql-check expectedResult:1 SELECT 2
                CREATE TABLE warned (id int);
                --changeset jo:continue
                --preconditions onFail:CONTINUE
                --precondition-sql-check expectedResult:1 SELECT 2
                CREATE TABLE continued (id int);
                --changeset jo:tolerated failOnError:false
                CREATE TABLE tolerated (id int);
                CREATE TABLE plain (id int);
                --changeset jo:half runInTransaction:false failOnError:false
                CREATE TABLE half (id int);
                CREATE TABLE plain (id int);
                --changeset jo:last
                SELECT 1;
                """);
        liquibase.update(theirs);

        assertThat(palindrome("upgrade", "head"))
                .contains(
                        "Skipped error, which is marked as ran: changes.sql:",
                        "cannot be asked: ERROR 42703: column \"nothing\" does not exist (onError:MARK_RAN)\n",
                        "Skipped continue, which stays pending: changes.sql:",
                        "Skipped tolerated, which stays pending: changes.sql:68: ERROR 42P07: relation \"plain\" already exists,"
                                + " which failOnError:false passes over\n");
        agree();
        assertThat(pending()).containsExactly("continue", "tolerated", "half");
    }

    @Test
    void precondition_that_halts_is_a_failed_step_and_the_lock_is_given_back() throws SQLException {
        files.file("changes.sql", """
                --liquibase formatted sql
                --changeset jo:1
                CREATE TABLE a (id int);
                --changeset jo:2
                --precondition-sql-check expectedResult:0 SELECT 1
                CREATE TABLE b (id int);
                """);

        CommandRun run = run("upgrade", "head");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().replace(directory.toString(), "DIR")).isEqualTo("""
                        error: Upgrade of revision 2 failed: the precondition 'sql-check expectedResult:0 SELECT 1' is not met: expected 0, but found 1
                          at DIR/changes.sql:5
                          applied now: 1
                          rolled back: 2
                          not reached: nothing
                          the database is at: 1
                        """);
        assertThat(query(database, "SELECT * FROM databasechangeloglock")).containsExactly("1|f|null|null");
        assertThat(liquibase.pending(database)).containsExactly("2");
    }

    @Test
    void lock_of_liquibase_is_honoured() throws SQLException {
        liquibase.update(database, 1);
        execute(
                database,
                "UPDATE databasechangeloglock SET locked = true, lockgranted = '2026-01-31 12:00:00.5', lockedby = 'ann (10.0.0.1)'");

        CommandRun run = run("upgrade", "head");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo(
                        "error: Somebody else changes this database: ann (10.0.0.1) since 2026-01-31 12:00:00, as"
                                + " databasechangeloglock says. Wait for its end; if it died, release the lock: UPDATE"
                                + " public.databasechangeloglock SET locked = false, lockgranted = NULL, lockedby = NULL WHERE id = 1\n");
        assertThat(query(database, "SELECT locked, lockedby FROM databasechangeloglock"))
                .containsExactly("t|ann (10.0.0.1)");
        assertThat(pending()).hasSize(5);
    }

    @Test
    void lock_is_taken_while_we_run() throws SQLException {
        files.file(
                "changes.sql",
                "--liquibase formatted sql\n--changeset jo:1\nCREATE TABLE seen AS SELECT * FROM databasechangeloglock;\n");

        palindrome("upgrade", "head");

        assertThat(query(
                        database,
                        "SELECT locked, lockgranted IS NULL, lockedby LIKE 'palindrome on %, process %' FROM seen"))
                .containsExactly("t|f|t");
    }

    @Test
    void stamp_is_believed_by_liquibase_and_keeps_what_is_right() throws SQLException {
        palindrome("stamp", "head");
        assertThat(liquibase.pending(database)).isEmpty();
        execute(database, "UPDATE databasechangelog SET tag = 'kept' WHERE id = 'users'");

        palindrome("stamp", "a function");
        assertThat(liquibase.pending(database)).containsExactly("seed", "index", "view", "last");
        assertThat(query(database, "SELECT id, tag FROM databasechangelog ORDER BY orderexecuted"))
                .containsExactly("users|kept", "a function|null");

        palindrome("stamp", "base");
        assertThat(liquibase.pending(database)).hasSize(6);
    }

    @Test
    void rows_that_are_there_say_how_liquibase_names_the_files() throws SQLException {
        files.file("db/changelog/more/a.sql", CHANGES).file("changes.sql", "");
        Path project = directory;
        liquibase = new LiquibaseTool(project, "db/changelog/more/a.sql");
        liquibase.update(database, 3);
        liquibase.update(theirs, 4);

        directory = project.resolve("db/changelog");
        assertThat(pending()).isEqualTo(liquibase.pending(database));
        palindrome("upgrade", "+1");

        agree();
    }

    @Test
    void root_changelog_says_it_too() throws SQLException {
        files.file("root/root.xml", """
                        <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                            xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                            http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
                          <includeAll path="parts" relativeToChangelogFile="true"/>
                          <include file="root/b.sql"/>
                        </databaseChangeLog>
                        """)
                .file("root/parts/a.sql", CHANGES)
                .file("root/b.sql", "--liquibase formatted sql\n--changeset jo:users\nSELECT 1;\n")
                .file("changes.sql", "");
        liquibase = new LiquibaseTool(directory, "root/root.xml");
        directory = directory.resolve("root");
        liquibase.update(theirs);

        palindrome("upgrade", "heads");

        assertThat(log(database)).isEqualTo(log(theirs));
        assertThat(liquibase.pending(database)).isEmpty();
        assertThat(palindrome("history").lines()).first().asString().contains(" -> b.sql:jo:users (head)");
    }

    @Test
    void row_of_an_unknown_change_set_stops_everything() throws SQLException {
        liquibase.update(database, 1);
        execute(database, "UPDATE databasechangelog SET id = 'gone'");

        assertThat(palindrome("current")).isEqualTo("changes.sql::gone::jo (not in this history)\n");
        assertThat(run("upgrade", "head").err())
                .startsWith(
                        "error: The database has revision changes.sql::gone::jo in public.databasechangelog, which is not in ");
    }

    @Test
    void sql_for_psql_writes_rows_that_liquibase_believes() throws SQLException {
        palindrome("stamp", "base");
        String script = CommandRun.of("upgrade", "head", "--sql", "--migrations", directory)
                .out();

        execute(database, script.replaceAll("(?m)^(CREATE INDEX) CONCURRENTLY", "$1"));

        assertThat(liquibase.pending(database)).isEmpty();
    }

    @Test
    void change_sets_that_are_not_sql_leave_the_database_to_liquibase() {
        files.file(
                "root.xml",
                "<databaseChangeLog>\n<include file=\"changes.sql\"/>\n<changeSet id=\"1\" author=\"jo\"/>\n</databaseChangeLog>\n");

        assertThat(run("current").err())
                .isEqualTo(
                        "error: What a database has of a liquibase history is not read and written here: use the tool"
                                + " itself for that\n");
    }
}
