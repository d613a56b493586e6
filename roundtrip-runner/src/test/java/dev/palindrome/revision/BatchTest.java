package dev.palindrome.revision;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BatchTest {

    private static final Path FILE = Path.of("a.sql");

    @Test
    void position_on_the_first_line_counts_from_the_start_of_the_batch() {
        Batch batch = new Batch("SELECT x", new SourcePosition(FILE, 7, 5), List.of(), Optional.empty());

        assertThat(batch.positionOf(1)).isEqualTo(new SourcePosition(FILE, 7, 5));
        assertThat(batch.positionOf(8)).isEqualTo(new SourcePosition(FILE, 7, 12));
    }

    @Test
    void position_on_a_later_line_counts_from_its_beginning() {
        Batch batch = new Batch("SELECT\r\n  x,\n  y", new SourcePosition(FILE, 7, 5), List.of(), Optional.empty());

        assertThat(batch.positionOf(11)).isEqualTo(new SourcePosition(FILE, 8, 3));
        assertThat(batch.positionOf(16)).isEqualTo(new SourcePosition(FILE, 9, 3));
    }

    @Test
    void server_counts_a_surrogate_pair_as_one_character() {
        Batch batch = new Batch("SELECT '😀😀', x", new SourcePosition(FILE, 1, 1), List.of(), Optional.empty());

        assertThat(batch.positionOf(14)).isEqualTo(new SourcePosition(FILE, 1, 14));
    }

    @Test
    void positions_outside_are_taken_for_the_ends() {
        Batch batch = new Batch("SELECT\n1", new SourcePosition(FILE, 1, 1), List.of(), Optional.empty());

        assertThat(batch.positionOf(0)).isEqualTo(new SourcePosition(FILE, 1, 1));
        assertThat(batch.positionOf(99)).isEqualTo(new SourcePosition(FILE, 2, 2));
        assertThat(new Batch("", new SourcePosition(FILE, 3, 1), List.of(), Optional.empty()).positionOf(1))
                .isEqualTo(new SourcePosition(FILE, 3, 1));
    }

    @Test
    void lines_that_the_tool_leaves_out_are_counted() {
        Batch batch =
                new Batch("SELECT\n1", new SourcePosition(FILE, 4, 1), List.of(), Optional.empty(), List.of(4, 9));

        assertThat(batch.positionOf(8)).isEqualTo(new SourcePosition(FILE, 9, 1));
    }

    @Test
    void statement_at_a_position_is_the_last_one_that_begins_before_it() {
        SqlStatement first = new SqlStatement("SELECT 1", new SourcePosition(FILE, 2, 1));
        SqlStatement second = new SqlStatement("SELECT x", new SourcePosition(FILE, 2, 11));
        Batch batch = new Batch(
                "-- a\nSELECT 1; SELECT x;", new SourcePosition(FILE, 1, 1), List.of(first, second), Optional.empty());

        assertThat(batch.statementAt(1)).isEmpty();
        assertThat(batch.statementAt(6)).contains(first);
        assertThat(batch.statementAt(15)).contains(first);
        assertThat(batch.statementAt(16)).contains(second);
        assertThat(batch.statementAt(1000)).contains(second);
    }
}
