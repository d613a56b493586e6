package dev.palindrome.data;

import dev.palindrome.data.internal.catalog.Catalog;
import dev.palindrome.data.internal.catalog.ForeignKey;
import dev.palindrome.data.internal.catalog.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The keys that foreign keys may point to, as they are in the database now. */
final class ParentRows {

    private static final int MOST = 200;

    private final Catalog catalog;
    private final Server server;
    private final Map<Long, Map<List<String>, List<List<String>>>> known = new TreeMap<>();

    ParentRows(Catalog catalog, Server server) {
        this.catalog = catalog;
        this.server = server;
    }

    /** Return the parents' keys without NULL, in the order of their texts. */
    List<List<String>> of(ForeignKey key) throws SQLException {
        Map<List<String>, List<List<String>>> ofTable =
                known.computeIfAbsent(key.parent(), any -> new java.util.HashMap<>());
        List<List<String>> rows = ofTable.get(key.parentColumns());
        if (rows == null) {
            rows = read(key);
            ofTable.put(key.parentColumns(), rows);
        }
        return rows;
    }

    private List<List<String>> read(ForeignKey key) throws SQLException {
        Table parent = catalog.byOid().get(key.parent());
        if (parent == null) {
            return List.of();
        }
        String columns = key.parentColumns().stream()
                .map(column -> "CAST(" + Table.quote(column) + " AS text) COLLATE \"C\"")
                .collect(Collectors.joining(", "));
        String order = IntStream.rangeClosed(1, key.parentColumns().size())
                .mapToObj(i -> "length(" + column(key, i) + "), " + column(key, i))
                .collect(Collectors.joining(", "));
        String present = key.parentColumns().stream()
                .map(column -> Table.quote(column) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        String sql = "SELECT " + columns + " FROM " + (parent.partitioned() ? "" : "ONLY ") + parent.sql() + " WHERE "
                + present + " ORDER BY " + order + " LIMIT " + MOST;
        List<List<String>> rows = new ArrayList<>();
        for (List<@Nullable String> row : server.read(sql)) {
            rows.add(row.stream().map(Objects::requireNonNull).toList());
        }
        return List.copyOf(rows);
    }

    private static String column(ForeignKey key, int place) {
        return "CAST(" + Table.quote(key.parentColumns().get(place - 1)) + " AS text) COLLATE \"C\"";
    }

    /** Return what a foreign key of one column allows in it; empty for a column that no such key holds. */
    List<String> values(Table table, String column) throws SQLException {
        for (ForeignKey key : table.foreignKeys()) {
            if (key.columns().equals(List.of(column))) {
                return of(key).stream().limit(10).map(row -> row.get(0)).toList();
            }
        }
        return List.of();
    }

    /** Forget all that is known. */
    void changed() {
        known.clear();
    }

    /** Forget what is known of a table that got a row. */
    void changed(Table table) {
        known.remove(table.oid());
        if (table.isPartition()) {
            known.keySet()
                    .removeIf(oid -> catalog.byOid().get(oid) != null
                            && catalog.byOid().get(oid).partitioned());
        }
    }
}
