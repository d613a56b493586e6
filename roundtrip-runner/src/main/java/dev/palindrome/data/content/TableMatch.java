package dev.palindrome.data.content;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds for each row of a table the row that it became. */
final class TableMatch {

    private static final int SAMPLES = 3;

    /** Each pair of rows is looked at, so that more would take seconds; then rows are missing and extra, not changed. */
    private static final long MOST_PAIRS = 1_000_000;

    private final TableContents before;
    private final TableContents after;
    private final List<String> columns;
    private final List<String> key;
    private final List<ValueChange> changed = new ArrayList<>();

    private TableMatch(TableContents before, TableContents after) {
        this.before = before;
        this.after = after;
        this.columns = before.columns().stream()
                .map(ContentColumn::name)
                .filter(after::has)
                .toList();
        this.key = usableKey();
    }

    static TableComparison compare(TableContents before, TableContents after) {
        return new TableMatch(before, after).compare();
    }

    /** The key of before, if it still tells rows apart after; a key that was dropped may well have become ambiguous. */
    private List<String> usableKey() {
        boolean usable =
                columns.containsAll(before.key()) && isUnique(before, before.key()) && isUnique(after, before.key());
        return usable ? before.key() : List.of();
    }

    private static boolean isUnique(TableContents contents, List<String> key) {
        Set<List<@Nullable String>> seen = new HashSet<>();
        return key.stream().allMatch(contents::has)
                && contents.rows().stream().allMatch(row -> seen.add(values(contents, row, key)));
    }

    private static List<@Nullable String> values(
            TableContents contents, List<@Nullable String> row, List<String> names) {
        List<@Nullable String> values = new ArrayList<>(names.size());
        for (String name : names) {
            values.add(row.get(contents.index(name)));
        }
        return values;
    }

    private static List<List<@Nullable String>> projected(TableContents contents, List<String> names) {
        int[] indexes = names.stream().mapToInt(contents::index).toArray();
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (List<@Nullable String> row : contents.rows()) {
            List<@Nullable String> values = new ArrayList<>(indexes.length);
            for (int index : indexes) {
                values.add(row.get(index));
            }
            rows.add(values);
        }
        return rows;
    }

    private TableComparison compare() {
        List<List<@Nullable String>> missing = new ArrayList<>();
        List<List<@Nullable String>> extra = new ArrayList<>();
        cancelEqualRows(missing, extra);
        if (!key.isEmpty()) {
            pairByKey(missing, extra);
        } else {
            pairBySimilarity(missing, extra);
        }
        return new TableComparison(
                before.table(),
                columns.stream().map(this::column).toList(),
                lostColumns(),
                after.columns().stream()
                        .filter(column -> !before.has(column.name()))
                        .toList(),
                before.rows().size(),
                after.rows().size(),
                changed,
                missing.stream().map(row -> new RowText(columns, row)).toList(),
                extra.stream().map(row -> new RowText(columns, row)).toList());
    }

    private void cancelEqualRows(List<List<@Nullable String>> missing, List<List<@Nullable String>> extra) {
        Map<List<@Nullable String>, Integer> surplus = new LinkedHashMap<>();
        List<List<@Nullable String>> later = projected(after, columns);
        later.forEach(row -> surplus.merge(row, 1, Integer::sum));
        for (List<@Nullable String> row : projected(before, columns)) {
            if (surplus.merge(row, -1, Integer::sum) < 0) {
                missing.add(row);
            }
        }
        for (List<@Nullable String> row : later) {
            if (surplus.merge(row, -1, Integer::sum) >= 0) {
                extra.add(row);
            }
        }
    }

    private void pairByKey(List<List<@Nullable String>> missing, List<List<@Nullable String>> extra) {
        int[] indexes = key.stream().mapToInt(columns::indexOf).toArray();
        Map<List<@Nullable String>, List<@Nullable String>> byKey = new LinkedHashMap<>();
        extra.forEach(row -> byKey.put(pick(row, indexes), row));
        missing.removeIf(row -> {
            List<@Nullable String> same = byKey.remove(pick(row, indexes));
            if (same != null) {
                noteChanges(row, same, new RowText(key, pick(row, indexes)));
            }
            return same != null;
        });
        extra.retainAll(byKey.values());
    }

    private static List<@Nullable String> pick(List<@Nullable String> row, int[] indexes) {
        List<@Nullable String> values = new ArrayList<>(indexes.length);
        for (int index : indexes) {
            values.add(row.get(index));
        }
        return values;
    }

    /** Without a key, two rows that agree in at least one value, and in more than any other pair, are taken for the same row. */
    private void pairBySimilarity(List<List<@Nullable String>> missing, List<List<@Nullable String>> extra) {
        if ((long) missing.size() * extra.size() > MOST_PAIRS) {
            return;
        }
        List<List<@Nullable String>> unmatched = new ArrayList<>();
        for (List<@Nullable String> row : missing) {
            int best = mostSimilar(row, extra);
            if (best < 0) {
                unmatched.add(row);
            } else {
                List<@Nullable String> later = extra.remove(best);
                noteChanges(row, later, stable(row, later));
            }
        }
        missing.clear();
        missing.addAll(unmatched);
    }

    /** Return the index of the row that agrees most, the first of several; -1 when none agrees in anything. */
    private static int mostSimilar(List<@Nullable String> row, List<List<@Nullable String>> candidates) {
        int best = -1;
        int most = 0;
        for (int i = 0; i < candidates.size(); i++) {
            int agreement = agreement(row, candidates.get(i));
            if (agreement > most) {
                most = agreement;
                best = i;
            }
        }
        return best;
    }

    private static int agreement(List<@Nullable String> left, List<@Nullable String> right) {
        int same = 0;
        for (int i = 0; i < left.size(); i++) {
            if (left.get(i) != null && left.get(i).equals(right.get(i))) {
                same++;
            }
        }
        return same;
    }

    private RowText stable(List<@Nullable String> row, List<@Nullable String> later) {
        List<String> names = new ArrayList<>();
        List<@Nullable String> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (row.get(i) != null && row.get(i).equals(later.get(i))) {
                names.add(columns.get(i));
                values.add(row.get(i));
            }
        }
        return new RowText(names, values);
    }

    private void noteChanges(List<@Nullable String> row, List<@Nullable String> later, RowText name) {
        for (int i = 0; i < columns.size(); i++) {
            if (!Objects.equals(row.get(i), later.get(i))) {
                changed.add(new ValueChange(name, columns.get(i), row.get(i), later.get(i)));
            }
        }
    }

    private ColumnComparison column(String name) {
        return new ColumnComparison(
                name,
                before.columns().get(before.index(name)).type(),
                after.columns().get(after.index(name)).type(),
                before.nulls(name),
                after.nulls(name),
                before.distinct(name),
                after.distinct(name));
    }

    private List<LostColumn> lostColumns() {
        return before.columns().stream()
                .filter(column -> !after.has(column.name()))
                .map(this::lostColumn)
                .toList();
    }

    private LostColumn lostColumn(ContentColumn column) {
        int at = before.index(column.name());
        List<String> naming = before.key().isEmpty()
                ? before.columns().stream()
                        .map(ContentColumn::name)
                        .filter(name -> !name.equals(column.name()))
                        .toList()
                : before.key();
        List<LostValue> samples = new ArrayList<>();
        long values = 0;
        for (List<@Nullable String> row : before.rows()) {
            String value = row.get(at);
            if (value != null && values++ < SAMPLES) {
                samples.add(new LostValue(new RowText(naming, values(before, row, naming)), value));
            }
        }
        return new LostColumn(column, values, samples);
    }
}
