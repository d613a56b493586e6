package dev.palindrome.data.content;

import dev.palindrome.data.TableName;
import java.util.OptionalLong;

/**
 * Where a sequence stands that gives a column its default values: by ownership, as identity, or by a default of {@code nextval}.
 *
 * @param sequence the sequence's qualified name
 * @param isCalled whether {@code lastValue} was given out already
 * @param maximum the column's largest value but for the last one of its type; the smallest for a sequence that counts down; empty for a
 *     column without one
 * @param unique whether the column alone is unique, so that a value given twice is refused
 */
public record SequencePosition(
        TableName sequence,
        TableName table,
        String column,
        long lastValue,
        boolean isCalled,
        long increment,
        OptionalLong maximum,
        boolean unique) {

    /** Return the value that the sequence gives next. */
    public long next() {
        return isCalled ? lastValue + increment : lastValue;
    }

    /** Tell whether the sequence is yet to give a value that lies within those of the column. */
    public boolean isBehind() {
        return maximum.isPresent() && (increment > 0 ? next() <= maximum.getAsLong() : next() >= maximum.getAsLong());
    }
}
