package dev.palindrome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestServers;
import dev.palindrome.schema.SchemaSnapshot;
import dev.palindrome.testing.Alembic;
import dev.palindrome.testing.AlembicFiles;
import dev.palindrome.testing.RequiresTool;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What our commands print and do, beside Alembic's own on the same project and the same database. */
@Tag("database")
@Tag("server-only")
@RequiresTool(Alembic.class)
class AlembicParityTest {

    private static final String SHOP = "../samples/alembic-shop";

    @TempDir
    private Path directory;

    private TestDatabase database;

    @BeforeEach
    void createDatabase() {
        database = TestServers.shared(new DatabaseOptions(null, null, true, 15, false))
                .create();
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    private String alembic(String... arguments) {
        return alembic(Path.of(SHOP), arguments);
    }

    private String alembic(Path project, String... arguments) {
        return Alembic.run(project, Map.of("DATABASE_URL", database.libpqUri()), arguments);
    }

    private String ours(Object... arguments) {
        return ours(Path.of(SHOP), arguments);
    }

    private String ours(Path project, Object... arguments) {
        Object[] all = new Object[arguments.length + 4];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--migrations";
        all[arguments.length + 1] = project;
        all[arguments.length + 2] = "--jdbc-url";
        all[arguments.length + 3] = database.libpqUri();
        CommandRun run = CommandRun.of(all);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        return run.out();
    }

    private static String ourOffline(Path project, String command) {
        CommandRun run = CommandRun.of(command, "--migrations", project);
        assertThat(run.err()).isEmpty();
        return run.out();
    }

    /** Of revisions on parallel branches, Alembic prints now one first and now the other. */
    private static Set<String> lines(String text) {
        return new TreeSet<>(text.lines().filter(line -> !line.isBlank()).toList());
    }

    @Test
    void revisions_are_listed_alike() {
        AlembicFiles files = new AlembicFiles(directory)
                .project(AlembicFiles.PLAIN_ENV)
                .revision("aa1", "None", "", "pass", "pass")
                .revision("bb2", "'aa1'", "branch_labels = ('shop',)", "pass", "pass")
                .revision("cc3", "'aa1'", "", "pass", "pass")
                .revision("dd4", "'bb2'", "depends_on = 'cc3'", "pass", "pass")
                .revision("ee5", "'cc3'", "", "pass", "pass")
                .revision("ff6", "None", "branch_labels = ('audit',)", "pass", "pass");

        for (Path project : List.of(Path.of(SHOP), files.directory())) {
            assertThat(lines(ourOffline(project, "history"))).isEqualTo(lines(alembic(project, "history")));
            assertThat(lines(ourOffline(project, "heads"))).isEqualTo(lines(alembic(project, "heads")));
            assertThat(lines(ourOffline(project, "branches"))).isEqualTo(lines(alembic(project, "branches")));
        }
    }

    @Test
    void we_and_alembic_take_turns() throws SQLException {
        assertThat(ours("current")).isEmpty();

        assertThat(ours("upgrade", "+2")).contains("2 revisions, the database is at 5c7e41d8b2f3");
        assertThat(alembic("current")).isEqualTo(ours("current")).isEqualTo("5c7e41d8b2f3\n");

        alembic("upgrade", "heads");
        assertThat(ours("current")).isEqualTo(alembic("current")).isEqualTo("c4d790a2e6bf (head) (mergepoint)\n");
        assertThat(ours("upgrade", "heads")).isEqualTo("nothing to do, the database is at c4d790a2e6bf\n");
        SchemaSnapshot head = schema();

        assertThat(ours("downgrade", "9e4b")).contains("3 revisions, the database is at 9e4b17f03a5c");
        assertThat(alembic("current")).isEqualTo(ours("current")).isEqualTo("9e4b17f03a5c (branchpoint)\n");

        assertThat(ours("upgrade", "loyalty@a16f")).contains("1 revision, the database is at a16f0b8d7c24");
        alembic("upgrade", "head");
        assertThat(schema()).isEqualTo(head);
        assertThat(lines(ours("history", "--indicate-current")))
                .isEqualTo(lines(alembic("history", "--indicate-current")));

        alembic("downgrade", "base");
        assertThat(ours("current")).isEqualTo(alembic("current")).isEmpty();
        assertThat(ours("pending")).hasLineCount(7);
        assertThat(ours("stamp", "heads")).isEqualTo("stamped: c4d790a2e6bf (head) (mergepoint)\n");
        assertThat(alembic("current")).isEqualTo("c4d790a2e6bf (head) (mergepoint)\n");
    }

    private SchemaSnapshot schema() throws SQLException {
        try (Connection session = database.connect()) {
            return SchemaSnapshot.of(session);
        }
    }

    @Test
    void two_branches_are_two_rows_and_two_heads() {
        ours("upgrade", "9e4b");
        ours("upgrade", "a16f");
        ours("upgrade", "b805");

        assertThat(lines(ours("current"))).isEqualTo(lines(alembic("current")));
        assertThat(ours("downgrade", "loyalty@base")).contains("the database is at b8053ec9d176");
        assertThat(lines(ours("current"))).isEqualTo(lines(alembic("current")));
    }

    @Test
    void sql_is_what_alembic_would_run() {
        CommandRun run = CommandRun.of("upgrade", "base:7d2a", "--sql", "--migrations", SHOP);

        assertThat(run.out())
                .contains("-- Running upgrade  -> 3b1f0c2a9d10\n\nBEGIN;\n\nCREATE TABLE customers")
                .contains("-- Running upgrade 5c7e41d8b2f3 -> 7d2a95c6e801")
                .contains("ALTER TABLE products RENAME title TO name")
                .doesNotContain("9e4b17f03a5c");
        assertThat(CommandRun.of("downgrade", "base", "--sql", "--migrations", SHOP)
                        .err())
                .startsWith("error: downgrade --sql needs to know where to begin: write FROM:TO, such as head:base");
    }
}
