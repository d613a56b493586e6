package dev.palindrome.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestServer;
import dev.palindrome.database.TestServers;
import dev.palindrome.report.FailureText;
import dev.palindrome.revision.ProgramOptions;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionSources;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.Severity;
import dev.palindrome.schema.SchemaSnapshot;
import dev.palindrome.schema.SnapshotOptions;
import dev.palindrome.testing.Alembic;
import dev.palindrome.testing.AlembicFiles;
import dev.palindrome.testing.AsyncAlembic;
import dev.palindrome.testing.RequiresTool;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
@Tag("server-only")
@RequiresTool(Alembic.class)
class AlembicWalkTest {

    private static final RoundTripOptions OPTIONS =
            RoundTripOptions.defaults().withChecks(EnumSet.of(CheckGroup.ROUND_TRIP, CheckGroup.SCHEMA));

    @TempDir
    private Path directory;

    private AlembicFiles files;

    @BeforeEach
    void start() {
        files = new AlembicFiles(directory);
    }

    private static TestServer server() {
        return TestServers.shared(new DatabaseOptions(null, null, true, 15, false));
    }

    private RoundTripReport verify() throws SQLException {
        return verify(ProgramOptions.defaults());
    }

    private RoundTripReport verify(ProgramOptions program) throws SQLException {
        RevisionHistory history = RevisionSources.read(directory, "alembic", program);
        return RoundTrip.on(server(), OPTIONS).verify(history);
    }

    private static List<String> statuses(RoundTripReport report) {
        return report.results().stream()
                .map(result -> result.revision().id() + " " + result.status())
                .toList();
    }

    private static Finding onlyFinding(RoundTripReport report) {
        List<Finding> findings = report.standing(Severity.INFO);
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    @Test
    void every_step_ends_where_alembics_own_command_does() throws SQLException {
        Path project = Path.of("../samples/alembic-shop");
        RevisionHistory history = RevisionSources.read(project, "alembic");
        Map<String, SchemaSnapshot> ours = new LinkedHashMap<>();
        try (RevisionStates states = new RevisionStates(server(), history, SetupSql.none())) {
            states.ascend(
                    id -> true, (revision, schema) -> ours.put(revision.id().value(), schema));
        }
        SnapshotOptions options = SnapshotOptions.defaults().withIgnoredTable("public.alembic_version");

        try (TestDatabase database = server().create();
                Connection session = database.connect()) {
            for (Revision revision : history.graph().inOrder()) {
                Alembic.run(
                        project,
                        Map.of("DATABASE_URL", database.libpqUri()),
                        "upgrade",
                        revision.id().value());

                assertThat(ours.get(revision.id().value()))
                        .as("schema at " + revision.id())
                        .isEqualTo(SchemaSnapshot.of(session, options));
            }
        }
        assertThat(ours).hasSize(7);
    }

    @Test
    @RequiresTool(AsyncAlembic.class)
    void asynchronous_env_gets_a_driver_that_it_can_use() throws SQLException {
        files.project("""
                import asyncio
                from alembic import context
                from sqlalchemy.ext.asyncio import create_async_engine

                def migrate(connection):
                    context.configure(connection=connection, version_table="applied")
                    with context.begin_transaction():
                        context.run_migrations()

                async def online():
                    engine = create_async_engine(context.config.get_main_option("sqlalchemy.url"))
                    async with engine.connect() as connection:
                        await connection.run_sync(migrate)
                    await engine.dispose()

                if context.is_offline_mode():
                    raise NotImplementedError("offline mode is not supported")
                asyncio.run(online())
                """)
                .revision(
                        "aa1",
                        "op.create_table('t', sa.Column('id', sa.Integer(), primary_key=True))",
                        "op.drop_table('t')")
                .revision("bb2", "op.execute('INSERT INTO t VALUES (1), (2), (1)')", "op.execute('DELETE FROM t')");

        RevisionHistory history = RevisionSources.read(directory, "alembic");
        RoundTripReport report = RoundTrip.on(server(), OPTIONS).verify(history);

        assertThat(history.notes()).hasSize(1);
        assertThat(statuses(report)).containsExactly("aa1 ok", "bb2 up_failed");
        assertThat(FailureText.render(history, report.results().get(1), onlyFinding(report), "palindrome verify ."))
                .contains("ERROR 23505: duplicate key value violates unique constraint \"t_pkey\"\n")
                .contains("DETAIL: Key (id)=(1) already exists.\n");
    }

    @Test
    @RequiresTool(AsyncAlembic.class)
    void environment_of_ours_takes_the_projects_driver_too() throws SQLException {
        files.project("import application_that_is_not_there\n")
                .file(
                        "alembic.ini",
                        "[alembic]\nscript_location = alembic\nsqlalchemy.url = postgresql+asyncpg://me@localhost/mine\n")
                .revision("aa1", "op.create_table('t', sa.Column('id', sa.Integer()))", "op.drop_table('t')")
                .revision("bb2", "op.execute('INSERT INTO t VALUES (1); SELECT 1')", "op.execute('DELETE FROM t')");

        RoundTripReport report = verify();

        assertThat(statuses(report)).containsExactly("aa1 ok", "bb2 up_failed");
        assertThat(onlyFinding(report).message())
                .isEqualTo(
                        "Upgrade of revision bb2 fails: ERROR 42601: cannot insert multiple commands into a prepared statement");
    }

    @Test
    void clean_revisions_come_back() throws SQLException {
        files.project(AlembicFiles.PLAIN_ENV)
                .revision("aa1", "op.create_table('t', sa.Column('id', sa.Integer()))", "op.drop_table('t')")
                .revision("bb2", "op.add_column('t', sa.Column('c', sa.Text()))", "op.drop_column('t', 'c')");

        assertThat(verify().standing(Severity.INFO)).isEmpty();
    }

    @Test
    void difference_is_traced_to_the_line_that_made_it() throws SQLException {
        files.project(AlembicFiles.PLAIN_ENV)
                .revision(
                        "aa1",
                        "op.create_table('t', sa.Column('mood', sa.Enum('glad', 'sad', name='mood')))",
                        "op.drop_table('t')");
        RevisionHistory history = RevisionSources.read(directory, "alembic");

        RoundTripReport report = RoundTrip.on(server(), OPTIONS).verify(history);

        assertThat(FailureText.render(history, report.results().get(0), onlyFinding(report), "")
                        .replace(directory.toString(), "DIR"))
                .contains("""
                          + type public.mood  enum (glad, sad)
                              created at     DIR/alembic/versions/aa1_step.py:10  CREATE TYPE mood AS ENUM ('glad', 'sad')
                              not undone by  DIR/alembic/versions/aa1_step.py:14  DROP TABLE t

                          Hint: tried here, this restores the schema. Add to the downgrade:
                              op.execute("DROP TYPE public.mood")
                        """);
    }

    @Test
    void error_of_the_server_is_found_at_its_line_with_its_statement() throws SQLException {
        files.project(AlembicFiles.PLAIN_ENV).revision("aa1", "pass", "op.execute('SELECT 1')\nop.drop_table('t')");
        RevisionHistory history = RevisionSources.read(directory, "alembic");

        RoundTripReport report = RoundTrip.on(server(), OPTIONS).verify(history);

        Finding finding = onlyFinding(report);
        assertThat(finding.message())
                .isEqualTo("Downgrade of revision aa1 fails: ERROR 42P01: table \"t\" does not exist");
        assertThat(finding.position().toString()).isEqualTo("alembic/versions/aa1_step.py:15");
        assertThat(FailureText.render(history, report.results().get(0), finding, ""))
                .contains("2 statements, failed at statement 2")
                .contains("aa1_step.py:15  DROP TABLE t");
    }

    @Test
    void error_of_python_is_found_at_its_line() throws SQLException {
        files.project(AlembicFiles.PLAIN_ENV)
                .file("helpers.py", "def undo():\n    raise NotImplementedError('no way back')\n")
                .revision("aa1", "pass", "import helpers\nhelpers.undo()");

        Finding finding = onlyFinding(verify());

        assertThat(finding.message()).isEqualTo("Downgrade of revision aa1 fails: NotImplementedError: no way back");
        assertThat(finding.position().toString()).isEqualTo("helpers.py:2");
        assertThat(finding.sqlState()).isEmpty();
    }

    @Test
    void walk_goes_on_above_a_revision_that_fails() throws SQLException {
        files.project(AlembicFiles.PLAIN_ENV)
                .revision("aa1", "op.create_table('t', sa.Column('id', sa.Integer()))", "op.drop_table('t')")
                .revision("bb2", "op.execute('SELECT 1 / 0')", "pass")
                .revision("cc3", "raise ValueError('x')", "pass")
                .revision("dd4", "op.create_index('i', 't', ['id'])", "op.drop_index('i')");

        assertThat(statuses(verify())).containsExactly("aa1 ok", "bb2 up_failed", "cc3 up_failed", "dd4 ok");
    }

    @Test
    void branches_and_their_merge_point_are_walked() throws SQLException {
        files.project(AlembicFiles.PLAIN_ENV)
                .revision(
                        "aa1", "None", "", "op.create_table('t', sa.Column('id', sa.Integer()))", "op.drop_table('t')")
                .revision(
                        "bb2", "'aa1'", "", "op.add_column('t', sa.Column('b', sa.Text()))", "op.drop_column('t', 'b')")
                .revision(
                        "cc3", "'aa1'", "depends_on = 'bb2'", "op.create_index('i', 't', ['b'])", "op.drop_index('i')")
                .revision("dd4", "('bb2', 'cc3')", "", "pass", "pass")
                .revision("ee5", "None", "", "op.execute('CREATE SCHEMA s')", "op.execute('DROP SCHEMA s')");

        assertThat(verify().standing(Severity.INFO)).isEmpty();
    }

    @Test
    void transactions_are_those_of_the_environment() throws SQLException {
        files.project(AlembicFiles.env(
                        "context.config.get_main_option('sqlalchemy.url')", ", transaction_per_migration=True"))
                .revision("aa1", "op.create_table('t', sa.Column('id', sa.Integer()))", "op.drop_table('t')")
                .revision(
                        "bb2",
                        "with op.get_context().autocommit_block():\n"
                                + "    op.create_index('i', 't', ['id'], postgresql_concurrently=True)",
                        "op.drop_index('i')")
                .revision("cc3", "op.execute('SELECT 1 / 0')", "pass")
                .revision("dd4", "op.execute('SELECT 1')", "op.execute('SELECT 1')");

        assertThat(statuses(verify())).containsExactly("aa1 ok", "bb2 ok", "cc3 up_failed", "dd4 ok");
    }

    @Test
    void table_of_versions_may_lie_in_a_schema_that_env_makes() throws SQLException {
        files.project(AlembicFiles.env(
                                "context.config.get_main_option('sqlalchemy.url')",
                                ", version_table='Steps \\\"1\\\"', version_table_schema='ops'")
                        .replace("        context.configure(connection", """
                                        with connection.begin():
                                            connection.exec_driver_sql('CREATE SCHEMA IF NOT EXISTS ops')
                                        context.configure(connection\
                                """))
                .revision("aa1", "op.create_table('t', sa.Column('id', sa.Integer()))", "op.drop_table('t')");
        RevisionHistory history = RevisionSources.read(directory, "alembic");

        assertThat(RoundTrip.on(server(), OPTIONS.withChecks(EnumSet.allOf(CheckGroup.class)))
                        .verify(history)
                        .results()
                        .get(0)
                        .standing(Severity.ERROR))
                .isEmpty();
        assertThat(history.versionTable().orElseThrow().name()).isEqualTo("Steps \"1\"");
        assertThat(history.versionTable().orElseThrow().schema()).isEqualTo("ops");
    }

    @Test
    void environment_that_does_not_commit_is_told_so() throws SQLException {
        files.project(
                        AlembicFiles.PLAIN_ENV.replace(
                                "        with context.begin_transaction():\n            context.run_migrations()",
                                "        with connection.begin() as outer:\n            context.run_migrations()\n            outer.rollback()"))
                .revision("aa1", "op.create_table('t', sa.Column('id', sa.Integer()))", "op.drop_table('t')");

        assertThat(onlyFinding(verify()).message())
                .startsWith("Downgrade of revision aa1 fails: env.py does not commit what it runs");
    }

    @Test
    void environment_that_connects_elsewhere_runs_nothing() throws SQLException {
        try (TestDatabase elsewhere = server().create();
                Connection session = elsewhere.connect()) {
            files.project(AlembicFiles.env("'" + elsewhere.libpqUri() + "'", ""))
                    .revision("aa1", "op.create_table('t', sa.Column('id', sa.Integer()))", "op.drop_table('t')");
            SchemaSnapshot before = SchemaSnapshot.of(session);

            assertThatExceptionOfType(SetupFailedException.class)
                    .isThrownBy(this::verify)
                    .withMessageContaining(
                            "env.py connected to the database '" + elsewhere.name() + "', not to 'palindrome_")
                    .withMessageContaining("nothing was run")
                    .withMessageContaining("PALINDROME_ALEMBIC_ENV='APP_DATABASE_URL=${url}'");
            assertThat(SchemaSnapshot.of(session)).isEqualTo(before);
        }
    }

    @Test
    void database_reaches_env_by_variables_and_arguments() throws SQLException {
        List<String> environments = new ArrayList<>(List.of(
                "os.environ['DATABASE_URL']",
                "'postgresql://%(POSTGRES_USER)s:%(POSTGRES_PASSWORD)s@%(POSTGRES_SERVER)s:%(POSTGRES_PORT)s/%(POSTGRES_DB)s'"
                        + " % os.environ",
                "'postgresql://'",
                "os.environ['SHOP_DB']",
                "context.get_x_argument(as_dictionary=True)['url']"));
        ProgramOptions program =
                new ProgramOptions(Optional.empty(), List.of("SHOP_DB=${url}"), List.of("url=${url}"), List.of());
        files.revision("aa1", "op.create_table('t', sa.Column('id', sa.Integer()))", "op.drop_table('t')");

        for (String url : environments) {
            files.project(AlembicFiles.env(url, ""));

            assertThat(verify(program).standing(Severity.INFO)).as(url).isEmpty();
        }
    }

    @Test
    void environment_without_a_project_runs_each_revision_in_a_transaction() throws SQLException {
        files.project("import nothing_like_it\n")
                .revision("aa1", "op.create_table('t', sa.Column('id', sa.Integer()))", "op.drop_table('t')")
                .revision(
                        "bb2", "op.create_table('u', sa.Column('id', sa.Integer()))\nop.execute('SELECT 1/0')", "pass")
                .revision("cc3", "op.create_table('u', sa.Column('id', sa.Integer()))", "op.drop_table('u')");

        assertThat(statuses(verify())).containsExactly("aa1 ok", "bb2 up_failed", "cc3 ok");
    }

    @Test
    void settings_that_a_project_reads_once_are_those_of_each_database() throws SQLException {
        files.project(AlembicFiles.env("__import__('settings').URL", ""))
                .file("settings.py", "import os\nURL = os.environ['DATABASE_URL']\n")
                .revision(
                        "aa1",
                        "import settings\nop.create_table('t', sa.Column('id', sa.Integer()))",
                        "op.execute('SELECT 1')");

        assertThat(onlyFinding(verify()).message()).startsWith("Downgrade of revision aa1 leaves a trace");
    }
}
