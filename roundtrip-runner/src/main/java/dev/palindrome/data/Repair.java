package dev.palindrome.data;

import dev.palindrome.data.internal.catalog.Catalog;
import dev.palindrome.data.internal.catalog.Column;
import dev.palindrome.data.internal.catalog.Constraint;
import dev.palindrome.data.internal.catalog.DataType;
import dev.palindrome.data.internal.catalog.ForeignKey;
import dev.palindrome.data.internal.catalog.Table;
import dev.palindrome.data.internal.value.Scripts;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Changes a row that was refused, in the columns that the refusal is about. */
final class Repair {

    private final Catalog catalog;
    private final ColumnPools pools;
    private final ParentRows parents;
    private final Links links;
    private final CheckSolver solver;

    Repair(Catalog catalog, ColumnPools pools, ParentRows parents, Links links, CheckSolver solver) {
        this.catalog = catalog;
        this.pools = pools;
        this.parents = parents;
        this.links = links;
        this.solver = solver;
    }

    /**
     * Change the row.
     *
     * @param attempt how often it was refused, counted from 1
     * @return false when nothing is left to try
     */
    boolean repair(Draft draft, Refusal refusal, int attempt) throws SQLException {
        if (isElsewhere(draft, refusal)) {
            return redrawAll(draft, attempt);
        }
        return switch (refusal.sqlState()) {
            case "23502" -> fillNull(draft, refusal, attempt);
            case "23505", "23P01" -> makeDifferent(draft, refusal, attempt);
            case "23503" -> anotherParent(draft, refusal);
            case "23514" -> satisfy(draft, refusal, attempt);
            case "42501" -> satisfyConditions(draft, Condition.POLICY, attempt);
            case Refusal.ASSUMPTION ->
                satisfyConditions(draft, Objects.requireNonNullElse(refusal.constraint(), ""), attempt);
            default -> plainer(draft, attempt);
        };
    }

    /** What a trigger does to other tables, or what it raises, is no constraint of this row. */
    static boolean isElsewhere(Draft draft, Refusal refusal) {
        if (refusal.is("") || refusal.sqlState().startsWith("P0")) {
            return true;
        }
        boolean otherTable = refusal.table() != null
                && !refusal.table().equals(draft.table().name())
                && !(draft.table().isPartition() && refusal.is("23514"));
        return otherTable
                || (refusal.inFunction()
                        && refusal.table() == null
                        && !draft.table().triggerSources().isEmpty());
    }

    private boolean fillNull(Draft draft, Refusal refusal, int attempt) throws SQLException {
        List<Column> columns = refusal.column() != null
                ? draft.table().column(refusal.column()).stream().toList()
                : draft.table().columns().stream()
                        .filter(column -> uses(column.type(), refusal))
                        .toList();
        boolean changed = false;
        for (Column column : columns) {
            if (column.generated()) {
                changed |= fillSources(draft, column);
            } else if (!draft.isPinned(column.name())) {
                changed |= fill(draft, column, attempt);
            }
        }
        return changed;
    }

    private boolean fill(Draft draft, Column column, int attempt) throws SQLException {
        if (!parents.values(draft.table(), column.name()).isEmpty()) {
            draft.set(
                    column.name(), parents.values(draft.table(), column.name()).get(0));
            return true;
        }
        draft.set(column.name(), pools.ordinary(pools.of(draft.table(), column), draft.number() + attempt - 1));
        return true;
    }

    private boolean fillSources(Draft draft, Column generated) throws SQLException {
        Set<String> words = Scripts.words(String.valueOf(generated.defaultValue()));
        boolean changed = false;
        for (Column column : draft.table().columns()) {
            boolean source = words.contains(column.name()) && !column.generated() && !draft.isPinned(column.name());
            if (source && draft.value(column.name()) == null) {
                draft.set(column.name(), pools.ordinary(pools.of(draft.table(), column), draft.number()));
                changed = true;
            }
        }
        return changed;
    }

    /** Tell whether a type is the one that a refusal names, or is made of it. */
    private boolean uses(long oid, Refusal refusal) {
        DataType type = catalog.type(oid);
        if (type.shortName().equals(refusal.dataType())) {
            return true;
        }
        return switch (type.kind()) {
            case BASE, ENUM -> false;
            case COMPOSITE -> type.fields().stream().anyMatch(field -> uses(field.type(), refusal));
            default -> uses(type.baseType(), refusal);
        };
    }

    private boolean makeDifferent(Draft draft, Refusal refusal, int attempt) throws SQLException {
        Optional<Constraint> constraint = constraint(draft, refusal);
        List<String> columns = constraint
                .map(Constraint::columns)
                .orElse(draft.table().columns().stream().map(Column::name).toList());
        List<ForeignKey> keys = new ArrayList<>();
        boolean changed = false;
        for (String name : columns) {
            Column column = draft.table().column(name).orElse(null);
            if (column == null || column.generated() || draft.isPinned(name)) {
                changed |= column != null && column.generated() && redrawSources(draft, column, attempt);
                continue;
            }
            Optional<ForeignKey> key = draft.table().foreignKeys().stream()
                    .filter(candidate -> candidate.columns().contains(name))
                    .findFirst();
            if (key.isPresent()) {
                keys.add(key.get());
            } else {
                changed |= redraw(draft, column, attempt);
            }
        }
        if (changed && attempt % 3 != 0) {
            return true;
        }
        boolean relinked = relink(draft, keys, attempt);
        return changed || relinked;
    }

    private boolean relink(Draft draft, List<ForeignKey> keys, int attempt) throws SQLException {
        if (keys.isEmpty()) {
            return false;
        }
        int turns = keys.stream().mapToInt(key -> 1).sum() + 3;
        if (attempt > turns) {
            return links.pointAtNew(draft, keys.get(attempt % keys.size()));
        }
        // Several keys turn at different speeds, so that all pairs of parents come up.
        ForeignKey key = keys.get(attempt % keys.size());
        draft.redraw("-> " + key.name());
        return links.link(draft).isEmpty();
    }

    private boolean redrawSources(Draft draft, Column generated, int attempt) throws SQLException {
        Set<String> words = Scripts.words(String.valueOf(generated.defaultValue()));
        boolean changed = false;
        for (Column column : draft.table().columns()) {
            if (words.contains(column.name()) && !column.generated() && !draft.isPinned(column.name())) {
                changed |= redraw(draft, column, attempt);
            }
        }
        return changed;
    }

    /** Take another ordinary value; the further, the more often it was tried. */
    private boolean redraw(Draft draft, Column column, int attempt) throws SQLException {
        ColumnValues values = pools.of(draft.table(), column);
        if (values.sequence() && !draft.isGiven(column.name())) {
            // The sequence has moved on.
            return true;
        }
        int turn = draft.redraw(column.name());
        if (!values.endless()
                && !values.ordinary().isEmpty()
                && turn >= values.ordinary().size()) {
            // All that may stand there was tried.
            return false;
        }
        long step = turn < 16 ? turn : turn * 37L;
        draft.set(column.name(), pools.ordinary(values, draft.number() + step + (attempt > 8 ? attempt * 1_000L : 0)));
        return true;
    }

    private boolean anotherParent(Draft draft, Refusal refusal) throws SQLException {
        Optional<ForeignKey> key = Optional.ofNullable(refusal.constraint()).flatMap(draft.table()::foreignKey);
        if (key.isEmpty()) {
            return links.link(draft).isEmpty();
        }
        if (draft.isGiven(key.get().columns().get(0)) && Links.isSelf(draft.table(), key.get())) {
            parents.changed(draft.table());
        }
        return links.link(draft).isEmpty();
    }

    private boolean satisfy(Draft draft, Refusal refusal, int attempt) throws SQLException {
        if (refusal.dataType() != null) {
            return redrawType(draft, refusal, attempt);
        }
        return satisfyConditions(
                draft, refusal.constraint() == null ? Condition.PARTITION : refusal.constraint(), attempt);
    }

    private boolean redrawType(Draft draft, Refusal refusal, int attempt) throws SQLException {
        boolean changed = false;
        for (Column column : draft.table().columns()) {
            if (!column.generated() && !draft.isPinned(column.name()) && uses(column.type(), refusal)) {
                changed |= redraw(draft, column, attempt);
            }
        }
        return changed;
    }

    private boolean satisfyConditions(Draft draft, String name, int attempt) throws SQLException {
        List<Condition> all = pools.conditions(draft.table());
        List<Condition> demanded =
                all.stream().filter(condition -> condition.name().equals(name)).toList();
        if (demanded.isEmpty()) {
            return redrawAll(draft, attempt);
        }
        Set<String> columns = new LinkedHashSet<>();
        demanded.forEach(condition -> columns.addAll(sources(draft.table(), condition)));
        // What satisfies one check may break its neighbour: from the second time on all that share a column are solved
        // together.
        for (int widening = 1; widening < Math.min(attempt, 4); widening++) {
            Set<String> seen = Set.copyOf(columns);
            all.stream()
                    .filter(condition ->
                            sources(draft.table(), condition).stream().anyMatch(seen::contains))
                    .forEach(condition -> columns.addAll(sources(draft.table(), condition)));
        }
        return solver.solve(draft, List.copyOf(columns), demanded, attempt)
                || (attempt < 6 && redrawAll(draft, attempt));
    }

    /** A condition on a generated column is one on the columns that it is generated from. */
    private static Set<String> sources(Table table, Condition condition) {
        return condition.columns().stream()
                .flatMap(name -> table.column(name).stream())
                .flatMap(column -> {
                    if (!column.generated()) {
                        return List.of(column.name()).stream();
                    }
                    Set<String> words = Scripts.words(String.valueOf(column.defaultValue()));
                    return table.columns().stream().map(Column::name).filter(words::contains);
                })
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The error says nothing about which value it dislikes: look for those that their types refuse, make all plain, then try others. */
    private boolean plainer(Draft draft, int attempt) throws SQLException {
        if (attempt > 2) {
            return redrawAll(draft, attempt);
        }
        for (Column column : draft.table().columns()) {
            if (isFree(draft, column) && draft.value(column.name()) != null) {
                if (attempt == 1) {
                    makeValid(draft, column);
                } else {
                    draft.set(column.name(), pools.ordinary(pools.of(draft.table(), column), draft.number()));
                }
            }
        }
        return true;
    }

    private void makeValid(Draft draft, Column column) throws SQLException {
        String value = draft.value(column.name());
        if (value == null || pools.isValid(column, value)) {
            return;
        }
        for (String candidate : pools.of(draft.table(), column).candidates()) {
            if (pools.isValid(column, candidate)) {
                draft.set(column.name(), candidate);
                return;
            }
        }
        if (catalog.allowsNull(column)) {
            draft.set(column.name(), null);
        }
    }

    /** Take the next candidate in each column, in each at another pace. */
    private boolean redrawAll(Draft draft, int attempt) throws SQLException {
        int pace = 0;
        boolean changed = false;
        for (Column column : draft.table().columns()) {
            if (isFree(draft, column)) {
                List<String> candidates = pools.of(draft.table(), column).candidates();
                pace++;
                if (!candidates.isEmpty()) {
                    int place = Math.floorMod(
                            attempt - 1 + (attempt > 12 ? pace * attempt : 0) + (int) draft.number(),
                            candidates.size());
                    draft.set(column.name(), candidates.get(place));
                    changed = true;
                }
            }
        }
        return changed;
    }

    private boolean isFree(Draft draft, Column column) throws SQLException {
        boolean linked = draft.table().foreignKeys().stream()
                .anyMatch(key -> key.columns().contains(column.name()));
        return !linked
                && !column.generated()
                && !draft.isPinned(column.name())
                && (draft.isGiven(column.name())
                        || !pools.of(draft.table(), column).sequence());
    }

    /** An index of a partition has another name than the one above it that the server may speak of. */
    private static Optional<Constraint> constraint(Draft draft, Refusal refusal) {
        return Optional.ofNullable(refusal.constraint()).flatMap(draft.table()::constraint);
    }
}
