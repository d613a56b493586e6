package dev.palindrome.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardTest {

    private static List<List<Integer>> cut(int size, int shards) {
        List<Integer> all = IntStream.range(0, size).boxed().toList();
        return IntStream.rangeClosed(1, shards)
                .mapToObj(index -> new Shard(index, shards).slice(all))
                .toList();
    }

    @Test
    void slices_follow_each_other_and_the_first_are_the_larger_ones() {
        assertThat(cut(7, 3)).containsExactly(List.of(0, 1, 2), List.of(3, 4), List.of(5, 6));
        assertThat(cut(2, 4)).containsExactly(List.of(0), List.of(1), List.of(), List.of());
        assertThat(cut(0, 2)).containsExactly(List.of(), List.of());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "10, 3", "3, 10", "1000, 7", "999, 1000"})
    void slices_make_up_the_whole(int size, int shards) {
        List<List<Integer>> slices = cut(size, shards);

        assertThat(slices.stream().flatMap(List::stream))
                .containsExactlyElementsOf(IntStream.range(0, size).boxed().toList());
        assertThat(slices).allSatisfy(slice -> assertThat(slice.size()).isBetween(size / shards, size / shards + 1));
    }

    @Test
    void text_is_read_with_blanks_and_zeros() {
        assertThat(Shard.parse(" 02 / 3 ")).isEqualTo(new Shard(2, 3)).hasToString("2/3");
    }

    @Test
    void shard_beyond_the_last_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Shard(3, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shard.parse("3/2"))
                .withMessage("'3/2' is no part of a history: expected K/N with K from 1 to N, such as 2/3");
    }
}
