package dev.palindrome.junit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on rows. Their order has no meaning unless {@link #inOrder()} is called. A string stands for any value that PostgreSQL
 * writes so.
 */
public final class RowsAssert extends AbstractAssert<RowsAssert, Rows> {

    private final Set<String> ignored = new TreeSet<>();
    private Duration tolerance = Duration.ZERO;
    private boolean ordered;

    RowsAssert(Rows actual) {
        super(actual, RowsAssert.class);
    }

    /** Compare in the order in which the server gave the rows, from here on. */
    public RowsAssert inOrder() {
        ordered = true;
        return this;
    }

    /**
     * Leave columns out, from here on. Expected rows may have a value for them or not.
     *
     * @throws IllegalArgumentException when there is no such column
     */
    public RowsAssert ignoringColumns(String... columns) {
        for (String column : columns) {
            if (!actual.columns().contains(column)) {
                throw new IllegalArgumentException("There is no column %s to ignore in %s: its columns are %s"
                        .formatted(column, actual.source(), String.join(", ", actual.columns())));
            }
            ignored.add(column);
        }
        return this;
    }

    /** Let times differ by up to this much, from here on. */
    public RowsAssert withTimeTolerance(Duration largest) {
        tolerance = largest;
        return this;
    }

    /** Expect these rows and no others. */
    public RowsAssert containsExactly(Row... expected) {
        return containsExactly(Arrays.asList(expected));
    }

    RowsAssert containsExactly(List<Row> expected) {
        List<List<RowValue>> extra = new ArrayList<>(actual.values());
        List<Row> missing = unmatched(expected, extra);
        if (!missing.isEmpty() || !extra.isEmpty()) {
            fail(missing, extra);
        }
        if (ordered) {
            requireOrder(expected);
        }
        return this;
    }

    /** Expect these rows among others. */
    public RowsAssert contains(Row... expected) {
        List<List<RowValue>> others = new ArrayList<>(actual.values());
        List<Row> missing = unmatched(Arrays.asList(expected), others);
        if (!missing.isEmpty()) {
            fail(missing, List.of());
        }
        return this;
    }

    /** Expect none of these rows. */
    public RowsAssert doesNotContain(Row... unwanted) {
        List<List<RowValue>> found = actual.values().stream()
                .filter(row -> Arrays.stream(unwanted).anyMatch(other -> means(other, row)))
                .toList();
        if (!found.isEmpty()) {
            fail(List.of(), found);
        }
        return this;
    }

    /** Expect no row. */
    public RowsAssert isEmpty() {
        return containsExactly();
    }

    /** Expect at least one row. */
    public RowsAssert isNotEmpty() {
        if (actual.values().isEmpty()) {
            failWithMessage("%s: there is no row", actual.source());
        }
        return this;
    }

    /** Expect so many rows. */
    public RowsAssert hasSize(int expected) {
        if (actual.values().size() != expected) {
            failWithMessage(
                    "%s: there are %s rows, expected %s:%n%s",
                    actual.source(), actual.values().size(), expected, lines("    ", actual.asList()));
        }
        return this;
    }

    /** Take away from {@code rows} what is expected, and return what is not among them. */
    private List<Row> unmatched(List<Row> expected, List<List<RowValue>> rows) {
        List<Row> missing = new ArrayList<>();
        for (Row wanted : expected) {
            requireSize(wanted);
            int found = -1;
            for (int i = 0; i < rows.size() && found < 0; i++) {
                found = means(wanted, rows.get(i)) ? i : -1;
            }
            if (found < 0) {
                missing.add(wanted);
            } else {
                rows.remove(found);
            }
        }
        return missing;
    }

    private void requireSize(Row expected) {
        int size = expected.values().size();
        if (size != actual.columns().size() && size != comparedColumns().size()) {
            throw new IllegalArgumentException("%s has %d value%s, but %s has the columns %s"
                    .formatted(
                            expected,
                            size,
                            size == 1 ? "" : "s",
                            actual.source(),
                            String.join(", ", comparedColumns())));
        }
    }

    private List<String> comparedColumns() {
        return actual.columns().stream()
                .filter(column -> !ignored.contains(column))
                .toList();
    }

    private boolean means(Row expected, List<RowValue> row) {
        return differing(expected, row).isEmpty();
    }

    /** Return the columns in which a row is not as expected. */
    private List<String> differing(Row expected, List<RowValue> row) {
        boolean whole = expected.values().size() == row.size();
        List<String> differing = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < row.size(); i++) {
            boolean compared = !ignored.contains(actual.columns().get(i));
            if (compared && !row.get(i).means(expected.values().get(whole ? i : next), tolerance)) {
                differing.add(actual.columns().get(i));
            }
            next += compared ? 1 : 0;
        }
        return differing;
    }

    private void requireOrder(List<Row> expected) {
        for (int i = 0; i < expected.size(); i++) {
            if (!means(expected.get(i), actual.values().get(i))) {
                failWithMessage(
                        "%s: the rows are those that were expected, in another order:%n%s",
                        actual.source(), lines("    ", actual.asList()));
            }
        }
    }

    private void fail(List<Row> missing, List<List<RowValue>> extra) {
        List<List<RowValue>> others = new ArrayList<>(extra);
        List<String> lines = new ArrayList<>();
        for (Row wanted : missing) {
            List<RowValue> nearest = nearest(wanted, others);
            if (nearest == null) {
                lines.add("  - " + wanted);
            } else {
                others.remove(nearest);
                lines.add("  ~ " + Rows.row(nearest) + ", expected " + wanted + ": "
                        + String.join(", ", differing(wanted, nearest)));
            }
        }
        others.forEach(row -> lines.add("  + " + Rows.row(row)));
        failWithMessage(
                "%s: the rows are not as expected (- missing, + not expected, ~ differs)%n  columns: %s%n%s",
                actual.source(), String.join(", ", actual.columns()), String.join("\n", lines));
    }

    /** Return the row that agrees in most columns; null when none agrees in at least half of them. */
    private @Nullable List<RowValue> nearest(Row expected, List<List<RowValue>> rows) {
        int compared = comparedColumns().size();
        List<RowValue> nearest = null;
        int least = compared / 2 + 1;
        for (List<RowValue> row : rows) {
            int differing = differing(expected, row).size();
            if (differing < least && differing < compared) {
                nearest = row;
                least = differing;
            }
        }
        return nearest;
    }

    private static String lines(String indent, List<Row> rows) {
        return rows.stream().map(row -> indent + row).collect(Collectors.joining("\n"));
    }
}
