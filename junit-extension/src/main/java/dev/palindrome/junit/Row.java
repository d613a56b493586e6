package dev.palindrome.junit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A row of a query's result, compared by its values in the order of the columns. Numbers compare as numbers, {@link
 * java.time.OffsetDateTime}, {@link java.time.ZonedDateTime} and {@link java.time.Instant} as moments, lists and arrays by their elements.
 */
public final class Row {

    private final List<@Nullable Object> values;

    private Row(List<@Nullable Object> values) {
        this.values = Collections.unmodifiableList(values);
    }

    /** Return a row of these values; null stands for NULL. */
    public static Row row(@Nullable Object... values) {
        List<@Nullable Object> canonical = new ArrayList<>();
        Arrays.asList(values).forEach(value -> canonical.add(RowValue.canonical(value)));
        return new Row(canonical);
    }

    /** Return the values; numbers are {@link BigDecimal}, moments {@link java.time.Instant}, arrays lists. */
    public List<@Nullable Object> values() {
        return values;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Row row && values.equals(row.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.stream().map(RowValue::shown).collect(Collectors.joining(", ", "row(", ")"));
    }
}
