package dev.palindrome.data.content;

import java.util.List;

/**
 * A column that is gone.
 *
 * @param values how many rows held a value in it
 * @param samples the first of those rows
 */
public record LostColumn(ContentColumn column, long values, List<LostValue> samples) {

    public LostColumn {
        samples = List.copyOf(samples);
    }
}
