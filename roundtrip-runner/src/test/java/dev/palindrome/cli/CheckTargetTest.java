package dev.palindrome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.revision.HistoryBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class CheckTargetTest {

    @TempDir
    private Path directory;

    private HistoryBuilder history;

    @BeforeEach
    void start() {
        history = new HistoryBuilder(directory.resolve("db"))
                .file("1_a.up.sql", "CREATE TABLE a (id int PRIMARY KEY);")
                .file("1_a.down.sql", "DROP TABLE a;")
                .file("2_b.up.sql", "ALTER TABLE a ADD COLUMN name text, ADD COLUMN age int;")
                .file("2_b.down.sql", "ALTER TABLE a DROP COLUMN age, DROP COLUMN name;");
    }

    private CommandRun check(Object target) {
        return CommandRun.of("check", "--migrations", directory.resolve("db"), "--embedded", "--target", target);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    @Test
    void history_leads_to_the_schema_of_a_script() throws Exception {
        Path script = file(
                "schema.sql",
                "CREATE TABLE schema_migrations (version bigint PRIMARY KEY, dirty bool);\n"
                        + "CREATE TABLE a (age int, name text, id int PRIMARY KEY);");

        assertThat(check(script))
                .isEqualTo(new CommandRun(
                        0, "2 revisions, head 2\nThe schema at the head is that of " + script + "\n", ""));
    }

    @Test
    void what_is_missing_is_shown_as_a_revision_would_change_it() throws Exception {
        Path script = file("schema.sql", "CREATE TABLE a (id int PRIMARY KEY, name text NOT NULL, born date);");

        CommandRun run = check(script);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("2 revisions, head 2\nThe schema at the head is not that of " + script + ": ")
                .contains("- column public.a.age", "+ column public.a.born", "~ column public.a.name")
                .endsWith("\nWrite it: palindrome revision -m MESSAGE --autogenerate --target " + script + "\n");
    }

    @Test
    void snapshot_file_and_database_are_targets_too() throws Exception {
        Path snapshot = directory.resolve("head.txt");
        CommandRun.of("snapshot", "--migrations", directory.resolve("db"), "--embedded", "-o", snapshot);

        assertThat(check(snapshot).exitCode()).isZero();

        history.file("3_c.up.sql", "CREATE VIEW v AS SELECT id FROM a;").file("3_c.down.sql", "DROP VIEW v;");
        assertThat(check(snapshot).out()).contains("- view public.v");
        assertThat(check("postgresql://nobody@localhost:1/none").exitCode()).isEqualTo(2);
    }

    @Test
    void mistakes_are_told() throws Exception {
        assertThat(check("nowhere.sql").err()).startsWith("error: There is no script nowhere.sql: ");
        assertThat(check(file("bad.sql", "\nCREATE TABEL a ();")).err())
                .startsWith("error: " + directory.resolve("bad.sql") + ":2: the script fails: ERROR 42601");
        assertThat(CommandRun.of("check", "--migrations", directory.resolve("db"), "--no-owners")
                        .err())
                .isEqualTo("error: --no-owners goes with --target SCHEMA, what the history is to lead to\n");
    }
}
