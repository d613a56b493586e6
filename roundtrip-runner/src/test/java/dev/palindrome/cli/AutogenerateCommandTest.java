package dev.palindrome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.revision.HistoryBuilder;
import dev.palindrome.testing.Alembic;
import dev.palindrome.testing.RequiresTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("database")
class AutogenerateCommandTest {

    private static final String SCHEMA = """
            CREATE TABLE a (id int PRIMARY KEY, full_name text NOT NULL);
            CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE t text := 'a:b :c 100% "q" \\ ';
            BEGIN
                RETURN new;
            END $$;
            CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION f();
            """;

    @TempDir
    private Path directory;

    private Path folder() throws IOException {
        return Files.createDirectories(directory.resolve("db"));
    }

    private CommandRun revision(String format, String schema) throws IOException {
        Path target = Files.writeString(directory.resolve("schema.sql"), schema);
        return CommandRun.of(
                "revision",
                "-m",
                "as in the script",
                "--migrations",
                folder(),
                "--format",
                format,
                "--autogenerate",
                "--embedded",
                "--target",
                target);
    }

    private String written() throws IOException {
        try (Stream<Path> files = Files.walk(folder())) {
            List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
            return Files.readString(all.get(all.size() - 1));
        }
    }

    private HistoryBuilder history() throws IOException {
        return new HistoryBuilder(folder()).file("1_a.sql", """
                -- revision: 1
                -- down-revision: none

                -- upgrade
                CREATE TABLE a (id int PRIMARY KEY, name text NOT NULL);

                -- downgrade
                DROP TABLE a;
                """);
    }

    /** Functions hold semicolons, which some tools would split at. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "palindrome",
                "golang-migrate",
                "sqlx",
                "diesel",
                "dbmate",
                "goose",
                "sql-migrate",
                "node-pg-migrate",
                "flyway"
            })
    void every_format_runs_what_was_written(String format) throws Exception {
        CommandRun run = revision(format, SCHEMA);

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("made ")
                .endsWith("The schema at the head is now that of " + directory.resolve("schema.sql") + "\n");
        assertThat(run.exitCode()).isZero();
        assertThat(revision(format, SCHEMA))
                .isEqualTo(new CommandRun(
                        0,
                        "Nothing to write: the schema at the head is that of " + directory.resolve("schema.sql") + "\n",
                        ""));
    }

    @Test
    @RequiresTool(Alembic.class)
    void alembic_runs_what_was_written() throws Exception {
        new HistoryBuilder(folder())
                .file("alembic.ini", "[alembic]\nscript_location = .\nsqlalchemy.url = postgresql://nowhere/none\n")
                .file("versions/1_a.py", """
                        revision = '1'
                        down_revision = None

                        from alembic import op


                        def upgrade():
                            op.execute('CREATE TABLE a (id int PRIMARY KEY)')


                        def downgrade():
                            op.execute('DROP TABLE a')
                        """);
        Path target = Files.writeString(directory.resolve("schema.sql"), SCHEMA);

        CommandRun run = CommandRun.of(
                "revision",
                "-m",
                "more",
                "--migrations",
                folder().resolve("versions"),
                "--autogenerate",
                "--embedded",
                "--target",
                target);

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).endsWith("The schema at the head is now that of " + target + "\n");
    }

    @Test
    void rename_is_a_question() throws Exception {
        history();

        CommandRun run = revision("palindrome", "CREATE TABLE a (id int PRIMARY KEY, full_name text NOT NULL);");

        assertThat(run.out())
                .contains("question: was column public.a.name -> public.a.full_name renamed?")
                .contains("    ALTER TABLE public.a RENAME COLUMN name TO full_name;");
        assertThat(written())
                .contains("--     ALTER TABLE public.a RENAME COLUMN name TO full_name;")
                .contains("\nALTER TABLE public.a ADD COLUMN full_name text;")
                .contains("\nALTER TABLE public.a VALIDATE CONSTRAINT full_name_not_null;");
    }

    /** No value is made up for them, and the statements are there to be taken in once somebody has chosen one. */
    @Test
    void rows_that_the_history_itself_brings_stop_a_required_column() throws Exception {
        history().file("1_b.sql", """
                -- revision: 2
                -- down-revision: 1

                -- upgrade
                INSERT INTO a VALUES (1, 'x');

                -- downgrade
                DELETE FROM a;
                """);

        CommandRun run =
                revision("palindrome", "CREATE TABLE a (id int PRIMARY KEY, name text NOT NULL, n int NOT NULL);");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("not written: column public.a.n: ERROR: check constraint \"n_not_null\"");
        assertThat(written())
                .contains("-- Not written here:\n--     column public.a.n: ERROR: check constraint")
                .contains("\n--         ALTER TABLE public.a VALIDATE CONSTRAINT n_not_null;\n")
                .contains("\nALTER TABLE public.a ADD COLUMN n integer;\n");
    }

    @Test
    void what_cannot_be_written_is_listed() throws Exception {
        history();
        String type = "CREATE TYPE outline;";

        CommandRun some = revision("palindrome", "CREATE TABLE b (id int); " + type);

        String reason = "type public.outline: there are no statements for this; write them by hand";
        assertThat(some.exitCode()).isEqualTo(1);
        assertThat(some.out()).contains("not written: " + reason);
        assertThat(written()).contains("-- Not written here:\n--     " + reason);

        CommandRun nothing = revision("palindrome", "CREATE TABLE b (id int); " + type);

        assertThat(nothing)
                .isEqualTo(new CommandRun(
                        1,
                        "Nothing was written: there are no statements for what separates the schema at the head from "
                                + directory.resolve("schema.sql") + "\nnot written: " + reason + "\n",
                        ""));
    }

    @Test
    void mistakes_are_told() throws Exception {
        history();
        assertThat(CommandRun.of("revision", "-m", "x", "--migrations", folder(), "--autogenerate")
                        .err())
                .startsWith("error: --autogenerate needs --target SCHEMA");
        assertThat(CommandRun.of("revision", "-m", "x", "--migrations", folder(), "--target", "s.sql")
                        .err())
                .startsWith("error: --target goes with --autogenerate");
        assertThat(CommandRun.of("revision", "-m", "x", "--migrations", folder(), "--no-owners")
                        .err())
                .startsWith("error: --no-owners goes with --target SCHEMA");
        history()
                .file(
                        "2_b.sql",
                        "-- revision: 2\n-- down-revision: none\n\n-- upgrade\nSELECT 1;\n\n-- downgrade\nSELECT 1;\n");
        assertThat(revision("palindrome", SCHEMA).err())
                .startsWith("error: Expected one head, found 2: 1, 2. Add a merge revision");
    }
}
