package dev.palindrome.data;

import dev.palindrome.data.internal.catalog.Column;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What may stand in a column, besides NULL.
 *
 * @param ordinary values for full rows, the plainest first; a column without checks of its own has as many as its type
 * @param endless whether {@code typical} values of any number may stand in the column
 * @param constants what the schema and the scripts mention
 * @param empty empty, zero or first values
 * @param odd large and strange ones
 * @param omissible whether the server fills the column the same way each time, or from a sequence
 * @param sequence whether a sequence fills it
 * @param first the number of the first ordinary value; columns that draw from the same numbers share values
 */
record ColumnValues(
        Column column,
        List<String> ordinary,
        boolean endless,
        List<String> constants,
        List<String> empty,
        List<String> odd,
        boolean omissible,
        boolean sequence,
        long first) {

    /** Return all that is worth trying, likeliest first. */
    List<String> candidates() {
        Set<String> all = new LinkedHashSet<>(constants);
        ordinary.stream().limit(12).forEach(all::add);
        all.addAll(empty);
        all.addAll(odd);
        all.addAll(ordinary);
        return List.copyOf(all);
    }
}
