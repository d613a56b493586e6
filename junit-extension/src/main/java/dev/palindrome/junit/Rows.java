package dev.palindrome.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.AssertProvider;
import org.jspecify.annotations.Nullable;

/**
 * What a query found, to assert on with AssertJ: {@code assertThat(migration.rows("SELECT id, name FROM users")).containsExactly(row(1,
 * "Ada"))}. Immutable.
 */
public final class Rows implements AssertProvider<RowsAssert> {

    private final String source;
    private final List<String> columns;
    private final List<List<RowValue>> values;

    Rows(String source, List<String> columns, List<List<RowValue>> values) {
        this.source = source;
        this.columns = List.copyOf(columns);
        this.values = values.stream().map(List::copyOf).toList();
    }

    /** Return the names of the columns. */
    public List<String> columns() {
        return columns;
    }

    /** Return the rows, in the order in which the server gave them. */
    public List<Row> asList() {
        return values.stream().map(Rows::row).toList();
    }

    static Row row(List<RowValue> values) {
        List<@Nullable Object> objects = new ArrayList<>();
        values.forEach(value -> objects.add(value.value()));
        return Row.row(objects.toArray());
    }

    /** Return what was asked for, for messages. */
    String source() {
        return source;
    }

    List<List<RowValue>> values() {
        return values;
    }

    /** Return the assertions; {@code Assertions.assertThat} calls this. */
    @Override
    public RowsAssert assertThat() {
        return new RowsAssert(this);
    }

    /** Return a line for each row. */
    @Override
    public String toString() {
        return asList().stream().map(Row::toString).collect(Collectors.joining("\n"));
    }
}
