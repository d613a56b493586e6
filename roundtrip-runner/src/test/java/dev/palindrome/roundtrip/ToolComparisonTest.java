package dev.palindrome.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestServer;
import dev.palindrome.database.TestServers;
import dev.palindrome.revision.HistoryBuilder;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.schema.SchemaObject;
import dev.palindrome.schema.SchemaSnapshot;
import dev.palindrome.testing.LiquibaseTool;
import dev.palindrome.testing.Program;
import dev.palindrome.testing.RequiresTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where our walk is after each revision, beside where the tool itself is. */
@Tag("database")
class ToolComparisonTest {

    private static final String BY = " 2024-01-31T12:00:00Z Jo Doe <jo@example.com>\n";

    @TempDir
    private Path directory;

    private static TestServer server() {
        return TestServers.shared(new DatabaseOptions(null, null, true, 15, false));
    }

    private static Map<String, SchemaSnapshot> ours(RevisionHistory history) throws SQLException {
        Map<String, SchemaSnapshot> schemas = new LinkedHashMap<>();
        try (RevisionStates states = new RevisionStates(server(), history, SetupSql.none())) {
            states.ascend(
                    id -> true, (revision, schema) -> schemas.put(revision.id().value(), schema));
        }
        return schemas;
    }

    /** Without what the tool keeps for itself. */
    private static Map<String, SchemaObject> objects(SchemaSnapshot schema, String own) {
        Map<String, SchemaObject> objects = new TreeMap<>();
        schema.objects().forEach((name, object) -> {
            if (!name.toString().contains(own)) {
                objects.put(name.toString(), object);
            }
        });
        return objects;
    }

    private static SchemaSnapshot read(TestDatabase database) throws SQLException {
        try (Connection session = database.connect()) {
            return SchemaSnapshot.of(session);
        }
    }

    @Test
    @RequiresTool(Program.Sqitch.class)
    void sqitch() throws SQLException {
        HistoryBuilder files = new HistoryBuilder(directory)
                .file("sqitch.conf", "[core]\n\tengine = pg\n[user]\n\tname = Jo Doe\n\temail = jo@example.com\n")
                .file(
                        "sqitch.plan",
                        "%syntax-version=1.0.0\n%project=shop\n\nusers" + BY + "double [users]" + BY + "@v1" + BY
                                + "double [double@v1]" + BY + "lists/names [users]" + BY)
                .file(
                        "deploy/users.sql",
                        "BEGIN;\nCREATE TABLE users (id int PRIMARY KEY, name text);\nCOPY users FROM stdin;\n1\tJo\n\\.\nCOMMIT;\n")
                .file("revert/users.sql", "BEGIN;\nDROP TABLE users;\nCOMMIT;\n")
                .file(
                        "deploy/double@v1.sql",
                        "CREATE FUNCTION double(int) RETURNS int LANGUAGE sql AS $$ SELECT $1 + $1; $$;\n")
                .file("revert/double@v1.sql", "DROP FUNCTION double(int);\n")
                .file(
                        "deploy/double.sql",
                        "CREATE OR REPLACE FUNCTION double(int) RETURNS int LANGUAGE sql AS $$ SELECT 2 * $1; $$;\n")
                .file(
                        "revert/double.sql",
                        "CREATE OR REPLACE FUNCTION double(int) RETURNS int LANGUAGE sql AS $$ SELECT $1 + $1; $$;\n")
                .file(
                        "deploy/lists/names.sql",
                        "\\set ON_ERROR_STOP 1\nCREATE VIEW names AS SELECT name FROM users;\nCREATE INDEX CONCURRENTLY i ON users (name);\n")
                .file("revert/lists/names.sql", "DROP VIEW names;\nDROP INDEX i;\n");
        RevisionHistory history = files.read("sqitch");
        Map<String, SchemaSnapshot> ours = ours(history);

        try (TestDatabase database = server().create()) {
            String target = database.libpqUri().replaceFirst("^postgresql", "db:pg");
            SchemaSnapshot empty = read(database);
            Map<String, String> steps = new LinkedHashMap<>();
            for (String step : List.of("users", "double@v1", "double", "lists/names")) {
                steps.put(step, step.equals("double") ? "double@HEAD" : step);
            }
            for (Map.Entry<String, String> step : steps.entrySet()) {
                Program.run(directory, "sqitch", "deploy", "--target", target, "--to-change", step.getValue());

                assertThat(objects(read(database), "sqitch"))
                        .as(step.getKey())
                        .isEqualTo(objects(ours.get(step.getKey()), "sqitch"));
            }
            assertThat(ours.keySet()).containsExactlyElementsOf(steps.keySet());
            List<String> downwards = new ArrayList<>(steps.keySet());
            Collections.reverse(downwards);
            for (String step : downwards.subList(1, downwards.size())) {
                Program.run(directory, "sqitch", "revert", "-y", "--target", target, "--to-change", steps.get(step));

                assertThat(objects(read(database), "sqitch")).as(step).isEqualTo(objects(ours.get(step), "sqitch"));
            }
            Program.run(directory, "sqitch", "revert", "-y", "--target", target);
            assertThat(objects(read(database), "sqitch")).isEqualTo(objects(empty, "sqitch"));
        }
    }

    @Tag("server-only")
    @Test
    void liquibase() throws SQLException {
        RevisionHistory history =
                new HistoryBuilder(directory).file("a.sql", """
                        --liquibase formatted sql
                        --changeset jo:users
                        CREATE TABLE users (id int PRIMARY KEY, name text); -- and
                        COMMENT ON TABLE users IS 'a; -- b';
                        --rollback DROP TABLE users;
                        --changeset jo:function splitStatements:false
                        CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$
                        -- why
                        BEGIN
                            RETURN 1; /* there
                            is more */ -- and more
                        END $$;
                        --rollback DROP FUNCTION f();
                        --changeset jo:kept splitStatements:false stripComments:false
                        CREATE FUNCTION g() RETURNS int LANGUAGE sql AS $$
                        -- why
                        SELECT 1; $$;
                        --rollback DROP FUNCTION g();
                        --changeset jo:skipped
                        --preconditions onFail:MARK_RAN
                        --precondition-table-exists table:nowhere
                        CREATE TABLE skipped (id int);
                        --rollback empty
                        --changeset jo:delimiter endDelimiter:@@
                        CREATE FUNCTION h() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$
                        @@
                        CREATE VIEW v AS SELECT h() AS "/* one */"@@
                        /* liquibase rollback
                        DROP VIEW v; DROP FUNCTION h();
                        */
                        --changeset jo:index runInTransaction:false
                        CREATE INDEX CONCURRENTLY i ON users (name)
                        go
                        CREATE TYPE mood AS ENUM ('a')
                        go
                        --rollback DROP INDEX i;
                        --rollback DROP TYPE mood;
                        """).read("liquibase");
        Map<String, SchemaSnapshot> ours = ours(history);

        try (TestDatabase database = server().create()) {
            LiquibaseTool liquibase = new LiquibaseTool(directory, "a.sql");
            SchemaSnapshot empty = read(database);
            List<String> steps = List.copyOf(ours.keySet());
            assertThat(liquibase.pending(database)).isEqualTo(steps);
            for (String step : steps) {
                liquibase.update(database, 1);

                assertThat(objects(read(database), "databasechangelog"))
                        .as(step)
                        .isEqualTo(objects(ours.get(step), "databasechangelog"));
            }
            List<String> downwards = new ArrayList<>(steps);
            Collections.reverse(downwards);
            for (String step : downwards.subList(1, downwards.size())) {
                liquibase.rollback(database, 1);

                assertThat(objects(read(database), "databasechangelog"))
                        .as(step)
                        .isEqualTo(objects(ours.get(step), "databasechangelog"));
            }
            liquibase.rollback(database, 1);
            assertThat(objects(read(database), "databasechangelog")).isEqualTo(objects(empty, "databasechangelog"));
        }
    }

    @Test
    @RequiresTool(Program.SqlMigrate.class)
    void sql_migrate() throws SQLException, IOException {
        Path migrations = Files.createDirectory(directory.resolve("migrations"));
        RevisionHistory history = new HistoryBuilder(migrations)
                .file(
                        "2-b.sql",
                        "-- +migrate Up\nCREATE TABLE b (id int); CREATE INDEX i ON b (id);\n-- +migrate Down\nDROP TABLE b;\n")
                .file("10-c.sql", """
                        -- +migrate Up notransaction
                        CREATE INDEX CONCURRENTLY j ON b (id);
                        -- +migrate StatementBegin
                        CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$
                        BEGIN
                            RETURN 1;
                        END $$;
                        -- +migrate StatementEnd
                        -- +migrate Down
                        DROP FUNCTION f();
                        DROP INDEX j;
                        """)
                .file("a.sql", "-- +migrate Up\nCREATE VIEW v AS SELECT f() AS one;\n-- +migrate Down\nDROP VIEW v;\n")
                .read("sql-migrate");
        Map<String, SchemaSnapshot> ours = ours(history);

        try (TestDatabase database = server().create()) {
            Files.writeString(
                    directory.resolve("dbconfig.yml"),
                    "development:\n  dialect: postgres\n  datasource: " + database.libpqUri()
                            + (database.libpqUri().contains("sslmode") ? "" : "?sslmode=disable")
                            + "\n  dir: migrations\n");
            for (Revision revision : history.graph().inOrder()) {
                Program.run(directory, "sql-migrate", "up", "-limit=1");

                assertThat(objects(read(database), "gorp_migrations"))
                        .as(revision.id().value())
                        .isEqualTo(objects(ours.get(revision.id().value()), "gorp_migrations"));
            }
            List<String> left = new ArrayList<>(ours.keySet());
            while (left.size() > 1) {
                left.remove(left.size() - 1);
                Program.run(directory, "sql-migrate", "down", "-limit=1");

                assertThat(objects(read(database), "gorp_migrations"))
                        .isEqualTo(objects(ours.get(left.get(left.size() - 1)), "gorp_migrations"));
            }
        }
    }
}
