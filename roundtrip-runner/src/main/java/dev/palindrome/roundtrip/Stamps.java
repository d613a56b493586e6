package dev.palindrome.roundtrip;

import dev.palindrome.data.TableName;
import dev.palindrome.data.content.TableComparison;
import dev.palindrome.data.content.ValueChange;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Columns in which a trigger notes when a row was last written. No downgrade can bring back what stood there, and nobody expects it
 * to.
 */
final class Stamps {

    /** Before each row's UPDATE: TRIGGER_TYPE_ROW, _BEFORE and _UPDATE in pg_trigger.h. */
    private static final String TRIGGERS = """
            SELECT n.nspname, c.relname, string_agg(p.prosrc, E'\\n')
            FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_proc p ON p.oid = t.tgfoid
            WHERE t.tgtype & 19 = 19 AND NOT t.tgisinternal AND t.tgenabled <> 'D'
            GROUP BY 1, 2
            """;

    /** Longer than any leg takes. */
    private static final int HOURS = 1;

    private final LocalDateTime started;
    private final Map<TableName, String> triggers;

    private Stamps(LocalDateTime started, Map<TableName, String> triggers) {
        this.started = started;
        this.triggers = Map.copyOf(triggers);
    }

    /** Read the triggers, and the server's clock: what is stamped from now on is no value of before. */
    static Stamps from(Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            Map<TableName, String> triggers = new HashMap<>();
            try (ResultSet rows = statement.executeQuery(TRIGGERS)) {
                while (rows.next()) {
                    triggers.put(new TableName(rows.getString(1), rows.getString(2)), rows.getString(3));
                }
            }
            try (ResultSet row = statement.executeQuery(
                    "SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS')")) {
                row.next();
                return new Stamps(LocalDateTime.parse(row.getString(1)), triggers);
            }
        }
    }

    /** Tell whether a trigger before UPDATE knows the column. */
    boolean mayBeIn(TableName table, String column) {
        return Pattern.compile("(?<!\\w)" + Pattern.quote(column) + "(?!\\w)")
                .matcher(triggers.getOrDefault(table, ""))
                .find();
    }

    /** Tell whether a trigger that knows the column wrote the time of this very run into it, in every row that changed. */
    boolean explain(TableComparison table, String column) {
        List<ValueChange> changes = table.changed().stream()
                .filter(change -> change.column().equals(column))
                .toList();
        return mayBeIn(table.table(), column) && changes.stream().allMatch(change -> isNow(change.after()));
    }

    private boolean isNow(@Nullable String value) {
        if (value == null || value.length() < "2026-01-01 00:00:00".length()) {
            return false;
        }
        try {
            LocalDateTime time = LocalDateTime.parse(value.substring(0, 19).replace(' ', 'T'));
            return !time.isBefore(started) && time.isBefore(started.plusHours(HOURS));
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
