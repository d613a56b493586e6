package dev.palindrome.junit;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A value of a row that a database holds, and whether a value that a test writes down means the same.
 *
 * @param value in its {@link #canonical} form; text where it was read as text
 * @param text as PostgreSQL writes it
 * @param typed whether the value's type is that of the column; else all values are text, and a number or time means its text
 */
record RowValue(@Nullable Object value, @Nullable String text, boolean typed) {

    /**
     * Return the form in which values of one meaning are equal: numbers as {@link BigDecimal} without trailing zeros, moments as
     * {@link Instant}, arrays as lists, bytes as PostgreSQL's hexadecimal digits.
     */
    static @Nullable Object canonical(@Nullable Object value) {
        if (value instanceof Byte || value instanceof Short || value instanceof Integer || value instanceof Long) {
            return normal(BigDecimal.valueOf(((Number) value).longValue()));
        }
        if (value instanceof java.math.BigInteger number) {
            return normal(new BigDecimal(number));
        }
        if (value instanceof BigDecimal number) {
            return normal(number);
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isFinite(number) ? normal(new BigDecimal(value.toString())) : (Object) number;
        }
        if (value instanceof byte[] bytes) {
            return "\\x" + HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Object[] array) {
            return canonical(Arrays.asList(array));
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> elements = new ArrayList<>();
            list.forEach(element -> elements.add(canonical(element)));
            return elements;
        }
        return canonicalTime(value);
    }

    private static @Nullable Object canonicalTime(@Nullable Object value) {
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        if (value instanceof ZonedDateTime time) {
            return time.toInstant();
        }
        if (value instanceof java.sql.Timestamp time) {
            return time.toLocalDateTime();
        }
        if (value instanceof java.sql.Date date) {
            return date.toLocalDate();
        }
        return value instanceof java.sql.Time time ? time.toLocalTime() : value;
    }

    /** Equality of BigDecimal looks at the scale; 100 and 1E+2 must not differ. */
    private static BigDecimal normal(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }

    /**
     * Tell whether a value of a test means this one.
     *
     * @param expected in its canonical form
     * @param tolerance by how much two times may differ
     */
    boolean means(@Nullable Object expected, Duration tolerance) {
        if (Objects.equals(expected, value)) {
            return true;
        }
        if (expected == null || value == null) {
            return false;
        }
        if (expected instanceof String written) {
            return written.equals(text) || areNear(time(written), time(value), tolerance);
        }
        if (expected instanceof BigDecimal number && !typed) {
            return number(String.valueOf(value))
                    .filter(other -> number.compareTo(other) == 0)
                    .isPresent();
        }
        if (expected instanceof Boolean flag && !typed) {
            return (flag ? "t" : "f").equals(value);
        }
        if (expected instanceof UUID || expected instanceof Enum<?>) {
            return expected.toString().equals(text);
        }
        return areNear(time(expected), time(value), tolerance);
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean areNear(Optional<LocalDateTime> left, Optional<LocalDateTime> right, Duration tolerance) {
        return left.isPresent()
                && right.isPresent()
                && Duration.between(left.get(), right.get()).abs().compareTo(tolerance) <= 0;
    }

    /** Return the time in UTC, which is the zone of a test's sessions. */
    private static Optional<LocalDateTime> time(Object value) {
        if (value instanceof Instant instant) {
            return Optional.of(instant.atOffset(ZoneOffset.UTC).toLocalDateTime());
        }
        if (value instanceof LocalDateTime time) {
            return Optional.of(time);
        }
        if (value instanceof LocalDate date) {
            return Optional.of(date.atStartOfDay());
        }
        if (value instanceof LocalTime time) {
            return Optional.of(time.atDate(LocalDate.EPOCH));
        }
        return value instanceof String text ? written(text.replaceFirst(" ", "T")) : Optional.empty();
    }

    /** Read a time as PostgreSQL or ISO 8601 writes it. */
    private static Optional<LocalDateTime> written(String text) {
        if (!text.matches("\\d{4,}-\\d\\d-\\d\\dT\\d\\d:\\d\\d.*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.matches(".*(Z|[+-]\\d\\d(:?\\d\\d)?)")
                            ? OffsetDateTime.parse(text.replaceFirst("([+-]\\d\\d)$", "$1:00"))
                                    .withOffsetSameInstant(ZoneOffset.UTC)
                                    .toLocalDateTime()
                            : LocalDateTime.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Return a value as a failure shows it. */
    static String shown(@Nullable Object value) {
        if (value instanceof String) {
            return "'" + value + "'";
        }
        return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
    }
}
