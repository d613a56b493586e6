package dev.palindrome.data;

import dev.palindrome.data.internal.catalog.Catalog;
import dev.palindrome.data.internal.catalog.Column;
import dev.palindrome.data.internal.catalog.DataType;
import dev.palindrome.data.internal.catalog.ForeignKey;
import dev.palindrome.data.internal.catalog.Table;
import dev.palindrome.data.internal.value.Draw;
import dev.palindrome.data.internal.value.Scripts;
import dev.palindrome.data.internal.value.TypeValues;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Inserts rows into tables, one table at a time, and the parents that they turn out to need. */
final class Filler {

    private static final int MOST_ATTEMPTS = 24;
    private static final int DEEPEST_PARENT = 6;
    private static final List<RowKind> KINDS =
            List.of(RowKind.FULL, RowKind.MINIMAL, RowKind.EMPTY, RowKind.ODD, RowKind.NULLS, RowKind.NULLS);

    private final Catalog catalog;
    private final Server server;
    private final PopulationOptions options;
    private final ColumnPools pools;
    private final ParentRows parents;
    private final Links links;
    private final Repair repair;
    private final List<SynthesisedRow> rows = new ArrayList<>();
    private final Map<Long, TableProgress> progress = new HashMap<>();
    private final Set<Long> closed = new HashSet<>();
    private final Set<Long> parentsOnly = new HashSet<>();
    private final Set<Long> making = new LinkedHashSet<>();
    private boolean explicitKeys;

    Filler(Catalog catalog, Server server, PopulationOptions options) {
        this.catalog = catalog;
        this.server = server;
        this.options = options;
        Draw draw = Draw.of(options.seed());
        TypeValues types = new TypeValues(catalog, draw, options.extremes());
        this.pools = new ColumnPools(catalog, server, types, Scripts.of(options.scripts()), options);
        this.parents = new ParentRows(catalog, server);
        this.links = new Links(catalog, server, pools, parents, this::makeParent);
        this.repair = new Repair(
                catalog,
                pools,
                parents,
                links,
                new CheckSolver(catalog, server, pools, parents, draw.forPurpose("checks")));
    }

    /** What is known of a table while it is filled. */
    static final class TableProgress {
        private final Map<String, Set<String>> used = new HashMap<>();
        private final Map<String, Refusal> neverNull = new LinkedHashMap<>();
        private long next;
        private boolean provided;
        private int made;
        private @Nullable Refusal last;

        Optional<Refusal> neverNull(String column) {
            return Optional.ofNullable(neverNull.get(column));
        }

        int made() {
            return made;
        }

        Optional<Refusal> last() {
            return Optional.ofNullable(last);
        }
    }

    TableProgress progress(Table table) {
        return progress.computeIfAbsent(table.oid(), any -> new TableProgress());
    }

    /** Start the numbers of a table's rows after those that it holds, so that new rows differ from old ones. */
    void startAfter(Table table, long held) {
        progress(table).next = held;
        progress(table).provided = held > 0;
    }

    /** Leave a table as it is. */
    void close(Table table) {
        closed.add(table.oid());
    }

    boolean isClosed(Table table) {
        return closed.contains(table.oid());
    }

    /** Give a table rows only where it holds none, and those that a key of another has to point to. */
    void fillForOthers(Table table) {
        parentsOnly.add(table.oid());
    }

    boolean isForOthers(Table table) {
        return parentsOnly.contains(table.oid());
    }

    /** Others have rows to refer to already. */
    boolean isProvided(Table table) {
        return isForOthers(table) && progress(table).provided;
    }

    /** Give parents explicit keys, so that rows can be repeated where a sequence stands elsewhere. */
    void useExplicitKeys() {
        explicitKeys = true;
    }

    boolean isNullable(Table table, ForeignKey key) {
        return links.isNullable(table, key);
    }

    List<SynthesisedRow> rows() {
        return rows;
    }

    /** Forget rows, which were rolled back, from a position on. */
    void forget(int from) {
        rows.subList(from, rows.size()).clear();
        parents.changed();
    }

    /** Fill a table. */
    void fill(Table table) throws SQLException {
        if (isClosed(table) || isProvided(table)) {
            return;
        }
        List<Draft> drafts = new ArrayList<>();
        int turn = 0;
        for (RowKind kind : KINDS.subList(0, Math.min(KINDS.size(), options.maxRowsPerTable()))) {
            Draft draft = draft(table, kind);
            compose(draft, kind == RowKind.NULLS ? turn++ : 0);
            if (isLinked(draft)) {
                drafts.add(draft);
            }
        }
        if (!insertTogether(drafts)) {
            for (Draft draft : drafts) {
                add(draft);
            }
        }
        preferNulls(table);
        complete(table);
        if (progress(table).made == 0 && isEmpty(table)) {
            insertWithTriggersOff(table);
        }
    }

    /** A table that takes one row only gets the one with NULLs where the seed is odd, and the one with values where it is even. */
    private void preferNulls(Table table) throws SQLException {
        TableProgress state = progress(table);
        boolean only = state.made == 1 && Math.floorMod(options.seed(), 2L) == 1 && held(table) == 1;
        if (!only || rows.get(rows.size() - 1).kind() == RowKind.MINIMAL) {
            return;
        }
        server.execute("SAVEPOINT palindrome_only");
        Draft draft = draft(table, RowKind.MINIMAL);
        compose(draft, 0);
        SynthesisedRow first = rows.get(rows.size() - 1);
        int before = rows.size();
        boolean deleted = server.insert(List.of("DELETE FROM ONLY " + table.sql()), List.of(List.of()))
                .isEmpty();
        parents.changed(table);
        boolean replaced =
                deleted && isLinked(draft) && add(draft).isEmpty() && nulls(rows.get(rows.size() - 1)) > nulls(first);
        if (replaced) {
            rows.remove(first);
        } else {
            server.execute("ROLLBACK TO SAVEPOINT palindrome_only");
            forget(before);
        }
        state.made = 1;
        server.execute("RELEASE SAVEPOINT palindrome_only");
    }

    private static long nulls(SynthesisedRow row) {
        return row.literals().stream().filter("NULL"::equals).count();
    }

    private long held(Table table) throws SQLException {
        return Long.parseLong(String.valueOf(
                server.read("SELECT count(*) FROM ONLY " + table.sql()).get(0).get(0)));
    }

    private boolean isEmpty(Table table) throws SQLException {
        return server.read("SELECT FROM ONLY " + table.sql() + " LIMIT 1").isEmpty();
    }

    private Draft draft(Table table, RowKind kind) {
        Table root = table.isPartition() ? catalog.byOid().get(table.root()) : table;
        return new Draft(table, new TableName(root.schema(), root.name()), kind, progress(table).next++);
    }

    /** Give each column what the row's kind wants. */
    private void compose(Draft draft, int turn) throws SQLException {
        int nullable = 0;
        for (Column column : draft.table().columns()) {
            if (column.generated() || draft.isPinned(column.name())) {
                continue;
            }
            ColumnValues values = pools.of(draft.table(), column);
            boolean allowsNull = catalog.allowsNull(column);
            boolean nullTurn = allowsNull && nullable++ % 2 == turn;
            switch (draft.kind()) {
                case MINIMAL -> minimal(draft, values, allowsNull);
                case REQUIRED -> required(draft, values, allowsNull);
                case EMPTY -> set(draft, values, values.empty());
                case ODD -> set(draft, values, values.odd());
                case NULLS -> set(draft, values, nullTurn);
                default -> set(draft, values, List.of());
            }
        }
    }

    private void minimal(Draft draft, ColumnValues values, boolean allowsNull) {
        if (allowsNull) {
            draft.set(values.column().name(), null);
        } else if (!values.omissible()) {
            set(draft, values, List.of());
        }
    }

    private void required(Draft draft, ColumnValues values, boolean allowsNull) {
        if (!allowsNull && !values.column().hasDefault()) {
            set(draft, values, List.of());
        }
    }

    private void set(Draft draft, ColumnValues values, boolean isNull) {
        if (isNull) {
            draft.set(values.column().name(), null);
        } else {
            set(draft, values, List.of());
        }
    }

    private void set(Draft draft, ColumnValues values, List<String> wanted) {
        if (!values.sequence()) {
            draft.set(
                    values.column().name(), wanted.isEmpty() ? pools.ordinary(values, draft.number()) : wanted.get(0));
        }
    }

    private boolean isLinked(Draft draft) throws SQLException {
        Optional<Refusal> refusal = links.link(draft);
        refusal.ifPresent(why -> progress(draft.table()).last = why);
        if (explicitKeys && refusal.isEmpty() && draft.kind() == RowKind.PARENT) {
            for (Column column : draft.table().columns()) {
                if (pools.of(draft.table(), column).sequence()) {
                    links.known(draft, column.name());
                }
            }
        }
        return refusal.isEmpty();
    }

    private boolean insertTogether(List<Draft> drafts) throws SQLException {
        if (drafts.isEmpty()) {
            return true;
        }
        List<List<String>> assumptions =
                drafts.stream().map(draft -> returned(draft.table())).toList();
        List<String> statements = drafts.stream()
                .map(draft -> draft.insert(returned(draft.table())))
                .toList();
        if (server.insert(statements, assumptions).isPresent()) {
            return false;
        }
        drafts.forEach(draft -> keep(draft, false));
        return true;
    }

    /** Insert one row of a kind, with the parents that it needs. */
    boolean addOne(Table table, RowKind kind) throws SQLException {
        if (isClosed(table)) {
            return false;
        }
        Draft draft = draft(table, kind);
        compose(draft, 0);
        return isLinked(draft) && add(draft).isEmpty();
    }

    /** What an INSERT returns, to be looked at before the row is kept. */
    private List<String> returned(Table table) {
        List<String> conditions = new ArrayList<>(pools.assumptions(table));
        if (table.isPartition()) {
            conditions.add(Draft.ROUTED + table.oid());
        }
        return conditions;
    }

    private void keep(Draft draft, boolean triggersOff) {
        SynthesisedRow row = draft.row(triggersOff);
        rows.add(row);
        TableProgress state = progress(draft.table());
        state.made++;
        for (Column column : draft.table().columns()) {
            String value = draft.value(column.name());
            if (value != null) {
                state.used
                        .computeIfAbsent(column.name(), any -> new HashSet<>())
                        .add(value);
            }
        }
        parents.changed(draft.table());
    }

    /** Insert a row, repairing it as often as it is refused and something is left to try. */
    Optional<Refusal> add(Draft draft) throws SQLException {
        return add(draft, false);
    }

    private Optional<Refusal> add(Draft draft, boolean triggersOff) throws SQLException {
        List<String> assumptions = returned(draft.table());
        Optional<Refusal> refusal = Optional.empty();
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            refusal = server.insert(List.of(draft.insert(assumptions)), List.of(assumptions));
            if (refusal.isEmpty()) {
                keep(draft, triggersOff);
                return refusal;
            }
            if (!repair.repair(draft, refusal.get(), attempt)) {
                break;
            }
        }
        progress(draft.table()).last = refusal.orElse(null);
        return refusal;
    }

    /** Add rows for what the first ones did not show. */
    void complete(Table table) throws SQLException {
        if (isClosed(table)) {
            return;
        }
        Map<String, ColumnCounts> counts = counts(table);
        for (Column column : table.columns()) {
            ColumnCounts count = counts.get(column.name());
            if (count != null && count.nulls() == 0 && hasRoom(table)) {
                addNull(table, column);
            }
        }
        boolean valueMissing = table.columns().stream()
                .map(column -> counts.get(column.name()))
                .anyMatch(count -> count != null && count.values() == 0);
        if (valueMissing && hasRoom(table)) {
            Draft draft = draft(table, RowKind.FULL);
            compose(draft, 0);
            if (isLinked(draft)) {
                add(draft);
            }
        }
        addPartialKeys(table);
        addConstants(table);
    }

    /** A foreign key of several columns refers to nothing when one of them is NULL, whatever the others hold. */
    private void addPartialKeys(Table table) throws SQLException {
        for (ForeignKey key : table.foreignKeys()) {
            Optional<Column> empty = key.columns().stream()
                    .flatMap(name -> table.column(name).stream())
                    .filter(column -> !column.generated() && catalog.allowsNull(column))
                    .findFirst();
            if (key.columns().size() > 1 && !key.matchFull() && empty.isPresent() && hasRoom(table)) {
                Draft draft = draft(table, RowKind.PARTIAL);
                compose(draft, 0);
                pinNull(draft, empty.get());
                if (isLinked(draft)) {
                    add(draft);
                }
            }
        }
    }

    private boolean hasRoom(Table table) {
        return progress(table).made < options.maxRowsPerTable();
    }

    /**
     * How often a column that may be NULL is, and is not.
     */
    record ColumnCounts(long nulls, long values) {}

    /** Return the counts of the columns that may be NULL. */
    Map<String, ColumnCounts> counts(Table table) throws SQLException {
        return counts(List.of(table)).getOrDefault(table.oid(), Map.of());
    }

    /** Return those of several tables by their OIDs. */
    Map<Long, Map<String, ColumnCounts>> counts(List<Table> tables) throws SQLException {
        List<Table> counted =
                tables.stream().filter(table -> !nullable(table).isEmpty()).toList();
        List<List<List<@Nullable String>>> results =
                server.readAll(counted.stream().map(this::countQuery).toList());
        Map<Long, Map<String, ColumnCounts>> counts = new HashMap<>();
        for (int i = 0; i < counted.size(); i++) {
            counts.put(
                    counted.get(i).oid(),
                    counts(nullable(counted.get(i)), results.get(i).get(0)));
        }
        return counts;
    }

    private List<Column> nullable(Table table) {
        return table.columns().stream().filter(catalog::allowsNull).toList();
    }

    private String countQuery(Table table) {
        return "SELECT "
                + nullable(table).stream()
                        .map(column -> "count(*) FILTER (WHERE " + isNull(column) + "), count(*) FILTER (WHERE NOT "
                                + isNull(column) + ")")
                        .collect(Collectors.joining(", "))
                + " FROM ONLY " + table.sql();
    }

    private static Map<String, ColumnCounts> counts(List<Column> nullable, List<@Nullable String> row) {
        Map<String, ColumnCounts> byName = new HashMap<>();
        for (int i = 0; i < nullable.size(); i++) {
            byName.put(
                    nullable.get(i).name(),
                    new ColumnCounts(
                            Long.parseLong(String.valueOf(row.get(2 * i))),
                            Long.parseLong(String.valueOf(row.get(2 * i + 1)))));
        }
        return byName;
    }

    /** For a composite IS NULL also means that all its fields are. */
    private static String isNull(Column column) {
        return "(" + Table.quote(column.name()) + " IS NOT DISTINCT FROM NULL)";
    }

    private void addNull(Table table, Column column) throws SQLException {
        Draft draft = draft(table, RowKind.NULLS);
        if (column.generated()) {
            Set<String> sources = Scripts.words(String.valueOf(column.defaultValue()));
            table.columns().stream()
                    .filter(source ->
                            sources.contains(source.name()) && !source.generated() && catalog.allowsNull(source))
                    .forEach(source -> pinNull(draft, source));
        } else {
            pinNull(draft, column);
        }
        compose(draft, -1);
        Optional<Refusal> refusal = links.link(draft);
        if (refusal.isEmpty()) {
            refusal = add(draft);
        }
        refusal.ifPresent(why -> progress(table).neverNull.put(column.name(), why));
    }

    private static void pinNull(Draft draft, Column column) {
        draft.set(column.name(), null);
        draft.pin(column.name());
    }

    /** Each constant that the schema or a script mentions, and each label of an enum, stands in a row; as many in one as fit. */
    private void addConstants(Table table) throws SQLException {
        Map<Column, List<String>> wanted = new LinkedHashMap<>();
        for (Column column : table.columns()) {
            boolean linked =
                    table.foreignKeys().stream().anyMatch(key -> key.columns().contains(column.name()));
            if (!column.generated() && !linked) {
                List<String> missing = missing(table, column);
                if (!missing.isEmpty()) {
                    wanted.put(column, missing);
                }
            }
        }
        int most = wanted.values().stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < most && hasRoom(table); i++) {
            Draft draft = draft(table, RowKind.CONSTANT);
            compose(draft, 0);
            for (Map.Entry<Column, List<String>> entry : wanted.entrySet()) {
                if (i < entry.getValue().size()) {
                    draft.set(entry.getKey().name(), entry.getValue().get(i));
                }
            }
            if (isLinked(draft)) {
                add(draft);
            }
        }
    }

    private List<String> missing(Table table, Column column) throws SQLException {
        ColumnValues values = pools.of(table, column);
        if (values.sequence()) {
            return List.of();
        }
        DataType type = catalog.resolved(column.type());
        Set<String> wanted = new LinkedHashSet<>(type.kind() == DataType.Kind.ENUM ? type.labels() : List.of());
        values.constants().stream().limit(16).forEach(wanted::add);
        wanted.removeAll(progress(table).used.getOrDefault(column.name(), Set.of()));
        return List.copyOf(wanted);
    }

    /** Insert a row into a parent, or into one of its partitions. */
    private boolean makeParent(Table parent, Map<String, String> values) throws SQLException {
        List<Table> holders = parent.partitioned()
                ? catalog.tables().stream()
                        .filter(table -> table.root() == parent.oid() && !table.partitioned())
                        .toList()
                : List.of(parent);
        for (Table holder : holders) {
            boolean possible = !isClosed(holder) && progress(holder).made < 3 * options.maxRowsPerTable();
            if (possible && making.size() < DEEPEST_PARENT && making.add(holder.oid())) {
                try {
                    if (makeRow(holder, values)) {
                        return true;
                    }
                } finally {
                    making.remove(holder.oid());
                }
            }
        }
        return false;
    }

    private boolean makeRow(Table holder, Map<String, String> values) throws SQLException {
        Draft draft = draft(holder, RowKind.PARENT);
        values.forEach((column, value) -> {
            draft.set(column, value);
            draft.pin(column);
        });
        compose(draft, 0);
        return isLinked(draft) && add(draft).isEmpty();
    }

    /** Insert one row into each of several tables that need each other, by a single statement. */
    void fillCycle(List<Table> tables) throws SQLException {
        if (tables.stream().allMatch(this::isProvided)) {
            return;
        }
        for (RowKind kind : List.of(RowKind.FULL, RowKind.MINIMAL, RowKind.ODD)) {
            fillCycle(tables, kind);
        }
    }

    private void fillCycle(List<Table> tables, RowKind kind) throws SQLException {
        List<Draft> drafts = new ArrayList<>();
        Set<Long> members = tables.stream().map(FillOrder::node).collect(Collectors.toSet());
        for (Table table : tables) {
            Draft draft = draft(table, kind);
            compose(draft, 0);
            Optional<Refusal> refusal = links.link(draft, members);
            if (refusal.isPresent()) {
                tables.forEach(member -> progress(member).last = refusal.get());
                return;
            }
            drafts.add(draft);
        }
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            connect(drafts);
            Optional<Refusal> refusal = server.insert(List.of(inOneStatement(drafts)), List.of(List.of()));
            if (refusal.isEmpty()) {
                drafts.forEach(draft -> keep(draft, false));
                return;
            }
            tables.forEach(member -> progress(member).last = refusal.get());
            Draft blamed = drafts.stream()
                    .filter(draft -> draft.table().name().equals(refusal.get().table()))
                    .findFirst()
                    .orElse(drafts.get(attempt % drafts.size()));
            if (refusal.get().is("23503") || !repair.repair(blamed, refusal.get(), attempt)) {
                return;
            }
        }
    }

    /** Twice, for keys that are themselves taken from a parent. */
    private void connect(List<Draft> drafts) throws SQLException {
        for (int round = 0; round < 2; round++) {
            for (Draft draft : drafts) {
                for (ForeignKey key : draft.table().foreignKeys()) {
                    Optional<Draft> parent = drafts.stream()
                            .filter(candidate -> FillOrder.node(candidate.table()) == key.parent())
                            .findFirst();
                    if (parent.isPresent()) {
                        for (int i = 0; i < key.columns().size(); i++) {
                            draft.set(
                                    key.columns().get(i),
                                    links.known(
                                            parent.get(), key.parentColumns().get(i)));
                        }
                    }
                }
            }
        }
    }

    private static String inOneStatement(List<Draft> drafts) {
        StringBuilder statement = new StringBuilder("WITH ");
        for (int i = 0; i < drafts.size() - 1; i++) {
            statement
                    .append(i == 0 ? "" : ", ")
                    .append("palindrome_")
                    .append(i)
                    .append(" AS (")
                    .append(drafts.get(i).insert(List.of()))
                    .append(')');
        }
        return statement
                .append(' ')
                .append(drafts.get(drafts.size() - 1).insert(List.of()))
                .toString();
    }

    /** The last resort against a trigger that refuses whatever we try; foreign keys are triggers too, so that they are looked at after. */
    private void insertWithTriggersOff(Table table) throws SQLException {
        Refusal why = progress(table).last;
        Draft draft = draft(table, RowKind.FULL);
        compose(draft, 0);
        boolean blamed = why != null && Repair.isElsewhere(draft, why);
        if (!blamed || !options.triggersOff() || !catalog.superuser() || !isLinked(draft)) {
            return;
        }
        server.execute("SAVEPOINT palindrome_triggers; SET LOCAL session_replication_role = replica");
        Optional<Refusal> refusal = add(draft, true);
        server.execute("SET LOCAL session_replication_role = origin");
        if (refusal.isPresent() || !hasParents(table)) {
            server.execute("ROLLBACK TO SAVEPOINT palindrome_triggers");
            if (refusal.isEmpty()) {
                rows.remove(rows.size() - 1);
                progress(table).made--;
            }
        }
        server.execute("RELEASE SAVEPOINT palindrome_triggers");
        progress(table).last = why;
    }

    private boolean hasParents(Table table) throws SQLException {
        for (ForeignKey key : table.foreignKeys()) {
            Table parent = catalog.byOid().get(key.parent());
            String orphans = "SELECT FROM ONLY " + table.sql() + " c WHERE "
                    + key.columns().stream()
                            .map(column -> "c." + Table.quote(column) + " IS NOT NULL")
                            .collect(Collectors.joining(" AND "))
                    + " AND NOT EXISTS (SELECT FROM " + parent.sql() + " p WHERE " + joined(key) + ") LIMIT 1";
            if (!server.read(orphans).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static String joined(ForeignKey key) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < key.columns().size(); i++) {
            pairs.add("p." + Table.quote(key.parentColumns().get(i)) + " = c."
                    + Table.quote(key.columns().get(i)));
        }
        return String.join(" AND ", pairs);
    }
}
