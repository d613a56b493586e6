package dev.palindrome.roundtrip;

import dev.palindrome.data.content.ContentColumn;
import dev.palindrome.data.content.ContentsComparison;
import dev.palindrome.data.content.RowContents;
import dev.palindrome.data.content.TableComparison;
import dev.palindrome.data.content.ValueChange;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Values that depend on the time zone of the session that wrote them: a cast between {@code timestamp} and {@code timestamptz}, to a
 * date, or to text (Date/Time Types, Time Stamps, in the PostgreSQL manual). All else that differs between two runs, such as the time of
 * the run or a random key, differs by no whole quarter of an hour.
 */
final class ZoneShifts {

    /** A zone that is never UTC, and that has a daylight-saving time. */
    static final String ZONE = "America/New_York";

    private static final Duration STEP = Duration.ofMinutes(15);
    private static final Duration MOST = Duration.ofHours(26);

    /** {@code 2024-03-10 02:30:00.5-04}, with or without what follows the day. */
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("[ ]['T']HH:mm")
            .optionalStart()
            .appendPattern(":ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalEnd()
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH:mm", "Z")
            .optionalEnd()
            .optionalEnd()
            .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
            .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
            .toFormatter();

    private static final List<String> INDEPENDENT =
            List.of("smallint", "integer", "bigint", "boolean", "uuid", "bytea", "inet");

    private ZoneShifts() {}

    /** Tell whether an upgrade wrote anything that a time zone could have had a part in. */
    static boolean mayBeBetween(RowContents below, RowContents above) {
        ContentsComparison comparison = below.compareWith(above);
        return comparison.newTables().stream().anyMatch(table -> !table.rows().isEmpty())
                || comparison.tables().stream().anyMatch(ZoneShifts::mayBeIn);
    }

    private static boolean mayBeIn(TableComparison table) {
        return !table.hasSameRows()
                || table.columns().stream().anyMatch(column -> column.isTypeChanged())
                || table.newColumns().stream().map(ContentColumn::type).anyMatch(type -> !INDEPENDENT.contains(type));
    }

    /** Return the values that are shifted in one run against the other, by table. */
    static Stream<Shifted> between(RowContents inUtc, RowContents inZone) {
        return inUtc.compareWith(inZone).tables().stream()
                .flatMap(table -> table.changed().stream()
                        .filter(change -> isShift(change.before(), change.after()))
                        .map(ValueChange::column)
                        .distinct()
                        .map(column -> new Shifted(
                                table.table() + "." + column,
                                table.changed().stream()
                                        .filter(change -> change.column().equals(column)
                                                && isShift(change.before(), change.after()))
                                        .toList())));
    }

    /**
     * A column with shifted values.
     *
     * @param column with its schema and table
     */
    record Shifted(String column, List<ValueChange> values) {}

    static boolean isShift(@Nullable String left, @Nullable String right) {
        Optional<LocalDateTime> one = moment(left);
        Optional<LocalDateTime> other = moment(right);
        if (one.isEmpty() || other.isEmpty()) {
            return false;
        }
        Duration shift = Duration.between(one.get(), other.get()).abs();
        return !shift.isZero() && shift.compareTo(MOST) <= 0 && shift.toNanos() % STEP.toNanos() == 0;
    }

    /** In UTC, where the text has an offset. */
    private static Optional<LocalDateTime> moment(@Nullable String text) {
        if (text == null || text.isEmpty() || !Character.isDigit(text.charAt(0))) {
            return Optional.empty();
        }
        try {
            return Optional.of(MOMENT.parse(text, parsed -> {
                LocalDateTime local = LocalDateTime.from(parsed);
                return parsed.isSupported(ChronoField.OFFSET_SECONDS)
                        ? local.minusSeconds(ZoneOffset.from(parsed).getTotalSeconds())
                        : local;
            }));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
