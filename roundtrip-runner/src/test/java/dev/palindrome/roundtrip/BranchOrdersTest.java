package dev.palindrome.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestServers;
import dev.palindrome.revision.RevisionGraph;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionSources;
import dev.palindrome.roundtrip.finding.FindingType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class BranchOrdersTest {

    @TempDir
    private Path folder;

    private int files;

    private BranchOrdersTest revision(String id, String below, String upgrade, String downgrade) throws IOException {
        files++;
        Files.writeString(
                folder.resolve("%03d_%s.sql".formatted(files, id)),
                "-- %s\n-- revision: %s\n-- down-revision: %s\n\n-- upgrade\n%s;\n\n-- downgrade\n%s;\n"
                        .formatted(id, id, below, upgrade, downgrade));
        return this;
    }

    private List<String> found() throws SQLException {
        RevisionHistory history = RevisionSources.read(folder, "palindrome");
        RoundTripOptions options = RoundTripOptions.defaults().withChecks(EnumSet.of(CheckGroup.SCHEMA));
        return RoundTrip.on(TestServers.shared(new DatabaseOptions(null, null, true, null, false)), options)
                .verify(history)
                .results()
                .stream()
                .flatMap(result -> result.findings().stream()
                        .filter(finding -> finding.type() == FindingType.BRANCHES_DEPEND_ON_ORDER)
                        .map(finding -> result.revision().id() + ": " + finding.message()))
                .toList();
    }

    @Test
    void branches_that_do_not_meet_may_come_in_any_order() throws Exception {
        revision("a", "none", "CREATE TABLE t (id int)", "DROP TABLE t")
                .revision("b1", "a", "ALTER TABLE t ADD COLUMN b int", "ALTER TABLE t DROP COLUMN b")
                .revision("c1", "a", "ALTER TABLE t ADD COLUMN c int", "ALTER TABLE t DROP COLUMN c")
                .revision("b2", "b1", "CREATE INDEX i ON t (b)", "DROP INDEX i")
                .revision("d", "b2, c1", "CREATE TABLE u (id int)", "DROP TABLE u");

        assertThat(found()).isEmpty();
    }

    @Test
    void upgrade_that_fails_after_the_other_branch_is_named_with_it() throws Exception {
        revision("a", "none", "CREATE TABLE t (id int)", "DROP TABLE t")
                .revision("b1", "a", "CREATE TYPE mood AS ENUM ('glad')", "DROP TYPE mood")
                .revision("c1", "a", "ALTER TABLE t ADD COLUMN m mood", "ALTER TABLE t DROP COLUMN m")
                .revision("d", "b1, c1", "SELECT 1", "SELECT 1");

        assertThat(found())
                .containsExactly("d: Upgrade of revision c1 fails when no revision of another branch is applied first:"
                        + " ERROR 42704: type \"mood\" does not exist");
    }

    @Test
    void upgrade_that_fails_when_the_other_branch_was_there_is_named_with_it() throws Exception {
        revision("a", "none", "CREATE TABLE t (id int)", "DROP TABLE t")
                .revision("b1", "a", "ALTER TABLE t ADD COLUMN n int", "ALTER TABLE t DROP COLUMN n")
                .revision("c1", "a", "ALTER TABLE t RENAME TO s", "ALTER TABLE s RENAME TO t");

        assertThat(found())
                .containsExactly("c1: Upgrade of revision b1 fails when c1 is applied first:"
                        + " ERROR 42P01: relation \"t\" does not exist");
    }

    @Test
    void each_fork_is_looked_at_by_itself() throws Exception {
        revision("a", "none", "CREATE TABLE t (id int)", "DROP TABLE t")
                .revision("b1", "a", "COMMENT ON TABLE t IS 'b'", "COMMENT ON TABLE t IS NULL")
                .revision("c1", "a", "COMMENT ON TABLE t IS 'c'", "COMMENT ON TABLE t IS NULL")
                .revision("d", "b1, c1", "COMMENT ON TABLE t IS 'd'", "COMMENT ON TABLE t IS NULL")
                .revision("e1", "d", "CREATE TABLE IF NOT EXISTS e (id int)", "DROP TABLE IF EXISTS e")
                .revision("f1", "d", "CREATE TABLE IF NOT EXISTS e (id text)", "SELECT 1")
                .revision("g", "e1, f1", "DROP TABLE e", "CREATE TABLE e (id int)");

        assertThat(found())
                .containsExactly(
                        "d: The schema depends on the order of the branches below d: 1 difference",
                        "g: The schema depends on the order of the branches below g: 1 difference");
    }

    @Test
    void history_without_branches_is_not_run_again() throws Exception {
        revision("a", "none", "CREATE TABLE t (id int)", "DROP TABLE t")
                .revision("b", "a", "CREATE TABLE u (id int)", "DROP TABLE u");

        RevisionGraph graph = RevisionSources.read(folder, "palindrome").graph();

        assertThat(new BranchOrders(graph.inOrder(), graph.inOtherOrder()).differ())
                .isFalse();
    }
}
