package dev.palindrome.junit;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row of a query's result, compared by its values in the order of the columns; numbers compare as numbers. */
public final class Row {

    private final List<@Nullable Object> values;

    private Row(List<@Nullable Object> values) {
        this.values = Collections.unmodifiableList(values);
    }

    /** Return a row of these values; null stands for NULL. */
    public static Row row(@Nullable Object... values) {
        return new Row(Arrays.stream(values).map(Row::comparable).collect(Collectors.toList()));
    }

    /** An {@code int} in a test means the same as the {@code bigint} or {@code numeric} in a column. */
    private static @Nullable Object comparable(@Nullable Object value) {
        if (value instanceof Byte || value instanceof Short || value instanceof Integer || value instanceof Long) {
            return normal(BigDecimal.valueOf(((Number) value).longValue()));
        }
        if (value instanceof BigDecimal number) {
            return normal(number);
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isFinite(number) ? normal(new BigDecimal(value.toString())) : (Object) number;
        }
        return value;
    }

    /** Equality of BigDecimal looks at the scale; 100 and 1E+2 must not differ. */
    private static BigDecimal normal(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }

    /** Return the values; numbers are {@link BigDecimal}. */
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
        return values.stream().map(Row::shown).collect(Collectors.joining(", ", "row(", ")"));
    }

    private static String shown(@Nullable Object value) {
        if (value instanceof String) {
            return "'" + value + "'";
        }
        return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
    }
}
