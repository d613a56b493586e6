package dev.palindrome.revision.internal.alembic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.palindrome.revision.Allowance;
import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.MalformedHistoryException;
import dev.palindrome.revision.ProgramOptions;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.RevisionSources;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.testing.Alembic;
import dev.palindrome.testing.AlembicFiles;
import dev.palindrome.testing.RequiresTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresTool(Alembic.class)
class AlembicSourceTest {

    @TempDir
    private Path directory;

    private AlembicFiles files;

    @BeforeEach
    void start() {
        files = new AlembicFiles(directory);
    }

    private RevisionHistory read() {
        return read(directory);
    }

    private static RevisionHistory read(Path folder) {
        return RevisionSources.read(folder, RevisionSources.AUTO);
    }

    private List<String> problems() {
        try {
            read();
            return List.of();
        } catch (MalformedHistoryException e) {
            return e.problems().stream()
                    .map(problem -> problem.toString().replace(directory.toString(), "DIR"))
                    .toList();
        }
    }

    private Revision revision(String id) {
        return read().graph().get(new RevisionId(id));
    }

    private static List<String> lines(SqlScript script) {
        return script.statements().stream()
                .map(statement ->
                        statement.position().line() + " " + statement.text().replaceAll("\\s+", " "))
                .toList();
    }

    @Test
    void graph_is_the_one_that_alembic_reads() {
        files.project(AlembicFiles.PLAIN_ENV)
                .revision("aa1", "None", "", "pass", "pass")
                .revision("bb2", "'aa1'", "branch_labels = ('shop',)", "pass", "pass")
                .revision("cc3", "'aa1'", "depends_on = 'bb2'", "pass", "pass")
                .revision("dd4", "('bb2', 'cc3')", "", "pass", "pass");

        RevisionHistory history = read();

        assertThat(history.format()).isEqualTo("alembic");
        assertThat(history.notes().get(0)).isEqualTo("format alembic, recognised by alembic.ini");
        assertThat(history.notes().get(1)).matches("run by Python \\S+, Alembic \\S+ \\(.*\\)");
        assertThat(history.graph().inOrder())
                .extracting(revision -> revision.id().value())
                .containsExactly("aa1", "bb2", "cc3", "dd4");
        assertThat(history.graph().get(new RevisionId("bb2")).branchLabels()).containsExactly("shop");
        assertThat(history.graph().get(new RevisionId("cc3")).dependsOn()).containsExactly(new RevisionId("bb2"));
        assertThat(history.graph().get(new RevisionId("dd4")).isMergePoint()).isTrue();
        assertThat(history.graph().get(new RevisionId("aa1")).message()).isEqualTo("step aa1");
        assertThat(history.graph().get(new RevisionId("aa1")).file())
                .isEqualTo(Path.of("alembic/versions/aa1_step.py"));
    }

    @Test
    void offline_statements_are_known_with_the_line_that_they_come_from() {
        files.project(AlembicFiles.PLAIN_ENV)
                .revision(
                        "aa1",
                        "op.create_table('t', sa.Column('id', sa.Integer()))\nop.execute('UPDATE t SET id = 1')",
                        "op.drop_table('t')");

        Revision revision = revision("aa1");

        assertThat(lines(revision.upgrade()))
                .containsExactly("10 CREATE TABLE t ( id INTEGER )", "11 UPDATE t SET id = 1");
        assertThat(lines(((Downgrade.Script) revision.downgrade()).script())).containsExactly("15 DROP TABLE t");
        assertThat(revision.upgrade().isForeseen()).isTrue();
    }

    @Test
    void what_asks_the_database_is_not_foreseen() {
        files.project(AlembicFiles.PLAIN_ENV)
                .revision(
                        "aa1",
                        "op.execute('SELECT 1')\nif op.get_bind().execute('SELECT 2'):\n    op.execute('SELECT 3')",
                        "pass");

        SqlScript upgrade = revision("aa1").upgrade();

        assertThat(lines(upgrade)).containsExactly("10 SELECT 1", "11 SELECT 2");
        assertThat(upgrade.isForeseen()).isFalse();
    }

    @Test
    void block_outside_of_the_transaction_is_seen_in_the_statements() {
        files.project(AlembicFiles.PLAIN_ENV)
                .revision(
                        "aa1",
                        "op.execute('SELECT 1')\nwith op.get_context().autocommit_block():\n    op.execute('SELECT 2')",
                        "pass");

        assertThat(lines(revision("aa1").upgrade()))
                .containsExactly("10 SELECT 1", "11 COMMIT", "12 SELECT 2", "11 BEGIN");
    }

    @Test
    void folders_below_and_around_lead_to_the_same_project() {
        files.project(AlembicFiles.PLAIN_ENV).revision("aa1", "pass", "pass");

        assertThat(read(directory.resolve("alembic")).notes().get(0))
                .isEqualTo("format alembic, recognised by env.py, and " + directory.resolve("alembic.ini")
                        + " that names its folder");
        assertThat(read(directory.resolve("alembic/versions")).graph().inOrder())
                .extracting(Revision::file)
                .containsExactly(Path.of("aa1_step.py"));
    }

    @Test
    void revisions_alone_get_an_environment_of_ours() {
        files.revision("aa1", "pass", "pass");

        RevisionHistory history = read(directory.resolve("alembic/versions"));

        assertThat(history.notes().get(0))
                .isEqualTo("format alembic, recognised by 1 Python file with a down_revision, such as aa1_step.py");
        assertThat(history.notes().get(2))
                .isEqualTo("there is no env.py. Revisions run in a minimal environment, in one transaction each");
    }

    @Test
    void env_that_cannot_be_loaded_is_done_without() {
        files.project("import flask_that_is_not_there\n").revision("aa1", "pass", "pass");

        assertThat(read().notes().get(2))
                .isEqualTo("env.py cannot be used: ModuleNotFoundError: No module named 'flask_that_is_not_there'"
                        + " (alembic/env.py:1). Revisions run in a minimal environment, in one transaction each");
    }

    @Test
    void env_that_has_no_offline_mode_is_used_and_names_its_version_table() {
        files.project("""
                from alembic import context
                from sqlalchemy import engine_from_config, pool, text

                if context.is_offline_mode():
                    raise NotImplementedError("offline mode is not supported")
                connectable = engine_from_config(context.config.get_section("alembic"), poolclass=pool.NullPool)
                with connectable.connect() as connection:
                    connection.execute(text("SET search_path = shop"))
                    if connection.execute(text("SHOW server_version_num")).scalar() is None:
                        raise RuntimeError("no server")
                    context.configure(connection=connection, version_table="done", version_table_schema="shop")
                    with context.begin_transaction():
                        context.run_migrations()
                """).revision("aa1", "pass", "pass");

        RevisionHistory history = read();

        assertThat(history.notes()).hasSize(2);
        assertThat(history.versionTable()).hasValueSatisfying(table -> {
            assertThat(table.schema()).isEqualTo("shop");
            assertThat(table.name()).isEqualTo("done");
        });
    }

    @Test
    void folder_of_the_project_is_not_taken_for_alembic_itself() {
        files.project(AlembicFiles.PLAIN_ENV).file("alembic/__init__.py", "").revision("aa1", "pass", "pass");

        assertThat(read().graph().inOrder()).hasSize(1);
    }

    @Test
    void project_that_connects_while_it_is_read_reaches_no_database() {
        files.project(AlembicFiles.PLAIN_ENV)
                .revision("aa1", "import os\nsa.create_engine(os.environ['DATABASE_URL']).connect()", "pass");

        assertThat(revision("aa1").upgrade().isForeseen()).isFalse();
    }

    @Test
    void authors_words_to_us_are_comments() {
        files.project(AlembicFiles.PLAIN_ENV)
                .revision(
                        "aa1",
                        "None",
                        "# palindrome:allow PAL-D01 users.nick: nobody used it\n# palindrome:irreversible \"it is gone\"",
                        "pass",
                        "raise NotImplementedError()");

        Revision revision = revision("aa1");

        assertThat(revision.allowances())
                .extracting(Allowance::findingId, Allowance::reason)
                .containsExactly(org.assertj.core.api.Assertions.tuple("PAL-D01", "nobody used it"));
        assertThat(revision.downgrade()).isEqualTo(new Downgrade.Irreversible("it is gone"));
    }

    @Test
    void irreversible_revision_has_no_statements_on_its_way_down() {
        files.project(AlembicFiles.PLAIN_ENV)
                .revision("aa1", "None", "# palindrome:irreversible \"why\"", "pass", "op.execute('SELECT 1')");

        assertThat(problems())
                .containsExactly("alembic/versions/aa1_step.py:7: the revision is declared irreversible, but its"
                        + " downgrade() has statements: remove the declaration or them");
    }

    @Test
    void down_revision_that_is_not_there_is_named_with_file_and_line() {
        files.project(AlembicFiles.PLAIN_ENV).revision("aa1", "'zz9'", "", "pass", "pass");

        assertThat(problems())
                .containsExactly("alembic/versions/aa1_step.py:6: the down revision 'zz9' does not exist");
    }

    @Test
    void python_that_cannot_be_read_is_named_with_file_and_line() {
        files.project(AlembicFiles.PLAIN_ENV).revision("aa1", "op.execute(", "pass");

        assertThat(problems())
                .containsExactly(
                        "alembic/versions/aa1_step.py:10: Alembic cannot read the project: SyntaxError: '(' was"
                                + " never closed (aa1_step.py, line 10)");
    }

    @Test
    void interpreter_that_is_named_must_have_alembic() {
        files.project(AlembicFiles.PLAIN_ENV).revision("aa1", "pass", "pass");

        assertThatExceptionOfType(MalformedHistoryException.class)
                .isThrownBy(() -> RevisionSources.read(
                        directory,
                        "alembic",
                        new ProgramOptions(Optional.of("/nowhere/python"), List.of(), List.of(), List.of())))
                .withMessageContaining(
                        "no Python with Alembic, SQLAlchemy and a driver was found: /nowhere/python cannot be run")
                .withMessageContaining("pip install alembic psycopg2-binary")
                .withMessageContaining("PALINDROME_PYTHON=.venv/bin/python");
    }

    @Test
    void reading_writes_nothing() throws IOException {
        files.project(AlembicFiles.PLAIN_ENV).revision("aa1", "pass", "pass");
        List<Path> before = tree();

        read();

        assertThat(tree()).isEqualTo(before);
    }

    private List<Path> tree() throws IOException {
        try (var found = Files.walk(directory)) {
            return found.sorted().toList();
        }
    }
}
