package dev.palindrome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.revision.HistoryBuilder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RevisionLinesTest {

    private static final int DIAMONDS = 60;

    @TempDir
    private Path directory;

    /** There are as many ways from the head to the base as a number with 18 digits can say. */
    @Test
    @Timeout(60)
    void label_is_spread_over_a_history_that_branches_and_merges_again_and_again() throws Exception {
        HistoryBuilder history = new HistoryBuilder(directory);
        revision(history, "m0", "none", "-- branch-labels: shop\n");
        for (int i = 1; i <= DIAMONDS; i++) {
            revision(history, "a" + i, "m" + (i - 1), "");
            revision(history, "b" + i, "m" + (i - 1), "");
            revision(history, "m" + i, "a" + i + ", b" + i, "");
        }

        assertThat(CommandRun.of("heads", "--migrations", directory).out())
                .isEqualTo("m" + DIAMONDS + " (shop) (head)\n");
        assertThat(CommandRun.of("branches", "--migrations", directory).out())
                .contains("m0 (shop) (branchpoint)\n   -> a1 (shop)\n   -> b1 (shop)\n");
    }

    private static void revision(HistoryBuilder history, String id, String below, String labels) throws Exception {
        history.file(
                id + ".sql",
                "-- revision: " + id + "\n-- down-revision: " + below + "\n" + labels
                        + "\n-- upgrade\nSELECT 1;\n\n-- downgrade\nSELECT 1;\n");
    }
}
