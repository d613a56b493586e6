package dev.palindrome.data;

import dev.palindrome.data.internal.catalog.Catalog;
import dev.palindrome.data.internal.catalog.Column;
import dev.palindrome.data.internal.catalog.ForeignKey;
import dev.palindrome.data.internal.catalog.Table;
import dev.palindrome.data.internal.value.Literals;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives the foreign keys of a row their parents. */
final class Links {

    private final Catalog catalog;
    private final Server server;
    private final ColumnPools pools;
    private final ParentRows parents;
    private final ParentMaker maker;

    Links(Catalog catalog, Server server, ColumnPools pools, ParentRows parents, ParentMaker maker) {
        this.catalog = catalog;
        this.server = server;
        this.pools = pools;
        this.parents = parents;
        this.maker = maker;
    }

    /** Makes a row for a foreign key to point to. */
    interface ParentMaker {
        /**
         * Insert a row that holds certain values.
         *
         * @return whether it is there
         */
        boolean make(Table parent, Map<String, String> values) throws SQLException;
    }

    /**
     * Point every foreign key at a parent, or at none where the row wants none and may.
     *
     * @return why not
     */
    Optional<Refusal> link(Draft draft) throws SQLException {
        return link(draft, Set.of());
    }

    /** Point every foreign key at a parent but those whose parents are among some tables. */
    Optional<Refusal> link(Draft draft, Set<Long> left) throws SQLException {
        Set<String> settled = new HashSet<>();
        for (ForeignKey key : inOrder(draft.table())) {
            if (left.contains(key.parent())) {
                continue;
            }
            boolean wantsNull = draft.kind() == RowKind.MINIMAL
                    || draft.kind() == RowKind.REQUIRED
                    || key.columns().stream().anyMatch(column -> draft.isPinned(column) && draft.isNull(column));
            if (wantsNull && leaveEmpty(draft, key, settled)) {
                continue;
            }
            Optional<Refusal> refusal = point(draft, key, settled);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    /** Those that cannot be NULL first, the widest first: they leave the least choice. References to the row's own table come last. */
    private List<ForeignKey> inOrder(Table table) {
        return table.foreignKeys().stream()
                .filter(key -> key.columns().stream()
                        .noneMatch(name ->
                                table.column(name).map(Column::generated).orElse(true)))
                .sorted(Comparator.comparing((ForeignKey key) -> isSelf(table, key))
                        .thenComparing(key -> isNullable(table, key))
                        .thenComparing(key -> -key.columns().size())
                        .thenComparing(ForeignKey::name))
                .toList();
    }

    static boolean isSelf(Table table, ForeignKey key) {
        return key.parent() == table.oid() || (table.isPartition() && key.parent() == table.root());
    }

    /** Tell whether NULLs can keep a foreign key from pointing anywhere. */
    boolean isNullable(Table table, ForeignKey key) {
        return key.matchFull()
                ? key.columns().stream().allMatch(name -> allowsNull(table, name))
                : key.columns().stream().anyMatch(name -> allowsNull(table, name));
    }

    private boolean allowsNull(Table table, String name) {
        return table.column(name).map(catalog::allowsNull).orElse(false);
    }

    private boolean leaveEmpty(Draft draft, ForeignKey key, Set<String> settled) throws SQLException {
        boolean inPart = draft.kind() == RowKind.PARTIAL && !key.matchFull();
        List<String> free = key.columns().stream()
                .filter(name -> allowsNull(draft.table(), name) && !settled.contains(name))
                .filter(name -> !draft.isPinned(name) || draft.isNull(name))
                .filter(name -> !inPart || draft.isPinned(name))
                .toList();
        boolean possible = key.matchFull() ? free.size() == key.columns().size() : !free.isEmpty();
        if (!possible) {
            return false;
        }
        for (String name : key.columns()) {
            if (free.contains(name)) {
                draft.set(name, null);
            } else if (draft.value(name) == null && !draft.isPinned(name)) {
                ColumnValues values =
                        pools.of(draft.table(), draft.table().column(name).orElseThrow());
                draft.set(name, pools.ordinary(values, draft.number()));
            }
        }
        settled.addAll(free);
        return true;
    }

    private Optional<Refusal> point(Draft draft, ForeignKey key, Set<String> settled) throws SQLException {
        Map<String, String> demanded = demanded(draft, key, settled);
        List<List<String>> rows = matching(key, demanded);
        if (rows.isEmpty() && isSelf(draft.table(), key) && !isNullable(draft.table(), key)) {
            pointAtItself(draft, key);
            settled.addAll(key.columns());
            return Optional.empty();
        }
        if (rows.isEmpty()
                && !isSelf(draft.table(), key)
                && maker.make(catalog.byOid().get(key.parent()), demanded)) {
            rows = matching(key, demanded);
        }
        if (rows.isEmpty()) {
            return leaveEmpty(draft, key, settled) || takeBack(draft, key)
                    ? Optional.empty()
                    : Optional.of(orphan(key));
        }
        long place = draft.number() + draft.redraw("-> " + key.name()) - 1L;
        List<String> row = rows.get((int) Math.floorMod(place, (long) rows.size()));
        for (int i = 0; i < key.columns().size(); i++) {
            draft.set(key.columns().get(i), row.get(i));
        }
        settled.addAll(key.columns());
        return Optional.empty();
    }

    /**
     * Empty a column that another foreign key has pointed somewhere, where that leads to no parent of this one: NULL suits both,
     * unless one of them has to be NULL as a whole.
     */
    private boolean takeBack(Draft draft, ForeignKey key) {
        if (key.matchFull() && key.columns().size() > 1) {
            return false;
        }
        Optional<String> column = key.columns().stream()
                .filter(name -> allowsNull(draft.table(), name) && !draft.isPinned(name))
                .filter(name -> draft.table().foreignKeys().stream()
                        .noneMatch(other -> other.columns().contains(name)
                                && other.matchFull()
                                && other.columns().size() > 1))
                .findFirst();
        column.ifPresent(name -> draft.set(name, null));
        return column.isPresent();
    }

    /** Point one foreign key at a parent that no other row's turn gave it: make a new one. */
    boolean pointAtNew(Draft draft, ForeignKey key) throws SQLException {
        Table parent = catalog.byOid().get(key.parent());
        if (parent == null || isSelf(draft.table(), key)) {
            return false;
        }
        List<List<String>> before = parents.of(key);
        if (!maker.make(parent, Map.of())) {
            return false;
        }
        List<List<String>> added = new ArrayList<>(parents.of(key));
        added.removeAll(before);
        if (added.isEmpty()) {
            return false;
        }
        for (int i = 0; i < key.columns().size(); i++) {
            draft.set(key.columns().get(i), added.get(0).get(i));
        }
        return true;
    }

    private Refusal orphan(ForeignKey key) {
        Table parent = catalog.byOid().get(key.parent());
        String name = parent == null ? "its parent" : new TableName(parent.schema(), parent.name()).toString();
        return Refusal.impossible("foreign key " + key.name() + " finds no row in " + name);
    }

    /** What columns of the parent must hold, because another foreign key shares a column with this one. */
    private static Map<String, String> demanded(Draft draft, ForeignKey key, Set<String> settled) {
        Map<String, String> demanded = new LinkedHashMap<>();
        for (int i = 0; i < key.columns().size(); i++) {
            String name = key.columns().get(i);
            String value = draft.value(name);
            if (value != null && (settled.contains(name) || draft.isPinned(name))) {
                demanded.put(key.parentColumns().get(i), value);
            }
        }
        return demanded;
    }

    private List<List<String>> matching(ForeignKey key, Map<String, String> demanded) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        for (List<String> row : parents.of(key)) {
            boolean matches = true;
            for (int i = 0; i < row.size(); i++) {
                String value = demanded.get(key.parentColumns().get(i));
                matches &= value == null || value.equals(row.get(i));
            }
            if (matches) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** The key's target must have values that are known before the row is there. */
    void pointAtItself(Draft draft, ForeignKey key) throws SQLException {
        for (int i = 0; i < key.columns().size(); i++) {
            draft.set(key.columns().get(i), known(draft, key.parentColumns().get(i)));
        }
    }

    /** Return a column's value, giving it one if the server was to do so. */
    String known(Draft draft, String name) throws SQLException {
        String value = draft.value(name);
        if (value == null) {
            Column column = draft.table().column(name).orElseThrow();
            ColumnValues values = pools.of(draft.table(), column);
            value = values.sequence() ? next(draft.table(), column) : pools.ordinary(values, draft.number());
            draft.set(name, value);
        }
        return value;
    }

    private String next(Table table, Column column) throws SQLException {
        Table root = table.isPartition() ? catalog.byOid().get(table.root()) : table;
        String source = column.identity()
                ? "nextval(pg_get_serial_sequence(" + Literals.sql(root.sql()) + ", " + Literals.sql(column.name())
                        + "))"
                : String.valueOf(column.defaultValue());
        @Nullable String value = server.read("SELECT " + source).get(0).get(0);
        return String.valueOf(value);
    }
}
