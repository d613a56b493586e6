package dev.palindrome.data;

import dev.palindrome.data.internal.catalog.Catalog;
import dev.palindrome.data.internal.catalog.Column;
import dev.palindrome.data.internal.catalog.Table;
import dev.palindrome.data.internal.value.Draw;
import dev.palindrome.data.internal.value.Literals;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Looks for values of some columns with which a row satisfies its conditions; the server judges many candidates at once. */
final class CheckSolver {

    private static final int MOST = 160;
    private static final int SMALLEST = 3;
    private static final int MOST_COMBINED = 6;

    private final Catalog catalog;
    private final Server server;
    private final ColumnPools pools;
    private final ParentRows parents;
    private final Draw draw;

    CheckSolver(Catalog catalog, Server server, ColumnPools pools, ParentRows parents, Draw draw) {
        this.catalog = catalog;
        this.server = server;
        this.pools = pools;
        this.parents = parents;
        this.draw = draw;
    }

    /**
     * Change columns of a row so that it satisfies all conditions of its table, or at least those demanded.
     *
     * @return whether values were found
     */
    boolean solve(Draft draft, List<String> columns, List<Condition> demanded, int round) throws SQLException {
        List<Column> free = new ArrayList<>();
        for (Column column : draft.table().columns()) {
            boolean fixed = column.generated() || draft.isPinned(column.name());
            if (columns.contains(column.name())
                    && !fixed
                    && (!pools.of(draft.table(), column).sequence() || draft.isGiven(column.name()))) {
                free.add(column);
            }
        }
        if (free.isEmpty()) {
            return false;
        }
        List<List<@Nullable String>> tuples = tuples(draft, free, demanded, round);
        List<Condition> all = pools.conditions(draft.table());
        Answer answer = ask(draft, free, tuples, all, demanded);
        List<@Nullable String> found = answer.all() != null ? answer.all() : answer.demanded();
        if (found == null) {
            return false;
        }
        for (int i = 0; i < free.size(); i++) {
            draft.set(free.get(i).name(), found.get(i));
        }
        return true;
    }

    /**
     * Tuples that were found.
     *
     * @param all satisfies all conditions
     * @param demanded satisfies those demanded
     */
    private record Answer(
            @Nullable List<@Nullable String> all, @Nullable List<@Nullable String> demanded) {}

    private Answer ask(
            Draft draft,
            List<Column> free,
            List<List<@Nullable String>> tuples,
            List<Condition> all,
            List<Condition> demanded)
            throws SQLException {
        Optional<List<List<@Nullable String>>> row = server.query(query(draft, free, tuples, all, demanded));
        if (row.isPresent()) {
            return new Answer(
                    chosen(tuples, row.get().get(0).get(0)),
                    chosen(tuples, row.get().get(0).get(1)));
        }
        Answer best = new Answer(null, null);
        for (List<List<@Nullable String>> half : halves(tuples)) {
            Answer answer = best.all() != null ? best : ask(draft, free, half, all, demanded);
            best = new Answer(answer.all(), best.demanded() != null ? best.demanded() : answer.demanded());
        }
        return best;
    }

    private static @Nullable List<@Nullable String> chosen(
            List<List<@Nullable String>> tuples, @Nullable String place) {
        return place == null ? null : tuples.get(Integer.parseInt(place));
    }

    private List<List<@Nullable String>> tuples(Draft draft, List<Column> free, List<Condition> demanded, int round)
            throws SQLException {
        List<List<@Nullable String>> lists = new ArrayList<>();
        for (Column column : free) {
            lists.add(candidates(draft, column, round));
        }
        shareConstants(draft, free, lists);
        Set<List<@Nullable String>> tuples = new LinkedHashSet<>();
        List<@Nullable String> current = new ArrayList<>();
        for (int i = 0; i < free.size(); i++) {
            // What was left to its default is not NULL.
            String name = free.get(i).name();
            current.add(draft.isGiven(name) ? draft.value(name) : lists.get(i).get(0));
        }
        tuples.add(current);
        for (int i = 0; i < free.size(); i++) {
            for (String candidate :
                    lists.get(i).subList(0, Math.min(24, lists.get(i).size()))) {
                List<@Nullable String> tuple = new ArrayList<>(current);
                tuple.set(i, candidate);
                tuples.add(tuple);
            }
        }
        addFewChanges(current, lists, tuples);
        if (free.size() == 1) {
            lists.get(0).forEach(candidate -> {
                List<@Nullable String> tuple = new ArrayList<>();
                tuple.add(candidate);
                tuples.add(tuple);
            });
        }
        long place = (long) round * 10_000 + draft.number() * 1_000;
        for (int n = 0; free.size() > 1 && n < MOST && tuples.size() < 3 * MOST; n++) {
            List<@Nullable String> tuple = new ArrayList<>();
            for (int i = 0; i < free.size(); i++) {
                List<@Nullable String> list = lists.get(i);
                tuple.add(list.get(draw.forPurpose(free.get(i).name()).below(list.size(), place + n)));
            }
            tuples.add(tuple);
        }
        Set<List<@Nullable String>> all = equalities(draft, free, demanded, List.copyOf(tuples));
        all.addAll(tuples);
        List<List<@Nullable String>> inTurn = new ArrayList<>(all);
        if (round > 2) {
            // What was found first is refused by something else, such as a unique key.
            Collections.rotate(inTurn, -draw.forPurpose("turn").below(inTurn.size(), draft.number() * 31 + round));
        }
        return inTurn;
    }

    /** Change several columns to their first candidates, as few as possible first, so that NULLs stay where they may. */
    private static void addFewChanges(
            List<@Nullable String> current, List<List<@Nullable String>> lists, Set<List<@Nullable String>> tuples) {
        int columns = Math.min(lists.size(), MOST_COMBINED);
        IntStream.range(1, 1 << columns)
                .boxed()
                .sorted(Comparator.comparing(Integer::bitCount))
                .forEach(chosen -> {
                    List<@Nullable String> tuple = new ArrayList<>(current);
                    for (int i = 0; i < columns; i++) {
                        if ((chosen >> i & 1) == 1) {
                            tuple.set(i, lists.get(i).get(0));
                        }
                    }
                    tuples.add(tuple);
                });
    }

    /** Columns of one type that are compared with each other need values of one size. */
    private void shareConstants(Draft draft, List<Column> free, List<List<@Nullable String>> lists)
            throws SQLException {
        for (int i = 0; i < free.size(); i++) {
            for (Column other : free) {
                if (other.type() == free.get(i).type() && !other.equals(free.get(i))) {
                    List<String> constants = pools.of(draft.table(), other).constants();
                    lists.get(i).addAll(0, constants.subList(0, Math.min(12, constants.size())));
                }
            }
        }
    }

    private List<@Nullable String> candidates(Draft draft, Column column, int round) throws SQLException {
        List<@Nullable String> candidates = new ArrayList<>(parents.values(draft.table(), column.name()));
        if (candidates.isEmpty()) {
            ColumnValues values = pools.of(draft.table(), column);
            candidates.addAll(values.candidates());
            for (long n = 0; n < 12; n++) {
                candidates.add(pools.ordinary(values, draft.number() + 8 + n + round * 12L));
            }
        }
        if (catalog.allowsNull(column)) {
            candidates.add(null);
        }
        return candidates.isEmpty() ? new ArrayList<>(List.of("")) : candidates;
    }

    /** For {@code a = expression} the server evaluates the expression, for each tuple. */
    private Set<List<@Nullable String>> equalities(
            Draft draft, List<Column> free, List<Condition> demanded, List<List<@Nullable String>> tuples)
            throws SQLException {
        Set<List<@Nullable String>> equal = new LinkedHashSet<>();
        for (Condition condition : demanded) {
            for (int i = 0; i < free.size(); i++) {
                for (String side :
                        Equalities.of(condition.expression(), free.get(i).name())) {
                    evaluate(draft, free, i, side, tuples, equal);
                }
            }
        }
        return equal;
    }

    /** Add the tuples with one value replaced by what it is to equal. */
    private void evaluate(
            Draft draft,
            List<Column> free,
            int place,
            String side,
            List<List<@Nullable String>> tuples,
            Set<List<@Nullable String>> equal)
            throws SQLException {
        Optional<List<List<@Nullable String>>> values = server.query("SELECT CAST((" + side + ") AS "
                + free.get(place).typeName() + ")::text FROM " + rows(draft, free, tuples) + " ORDER BY palindrome_i");
        if (values.isEmpty()) {
            for (List<List<@Nullable String>> half : halves(tuples)) {
                evaluate(draft, free, place, side, half, equal);
            }
            return;
        }
        for (int t = 0; t < tuples.size(); t++) {
            String value = values.get().get(t).get(0);
            if (value != null) {
                List<@Nullable String> tuple = new ArrayList<>(tuples.get(t));
                tuple.set(place, value);
                equal.add(tuple);
            }
        }
    }

    /** One tuple that makes an expression raise an error spoils a query for all: halve, until the rest is too small to matter. */
    private static List<List<List<@Nullable String>>> halves(List<List<@Nullable String>> tuples) {
        int middle = tuples.size() / 2;
        return tuples.size() <= SMALLEST
                ? List.of()
                : List.of(tuples.subList(0, middle), tuples.subList(middle, tuples.size()));
    }

    private String query(
            Draft draft,
            List<Column> free,
            List<List<@Nullable String>> tuples,
            List<Condition> all,
            List<Condition> demanded) {
        return "SELECT min(palindrome_i) FILTER (WHERE " + conjunction(all) + "), min(palindrome_i) FILTER (WHERE "
                + conjunction(demanded) + ") FROM " + rows(draft, free, tuples);
    }

    private static String conjunction(List<Condition> conditions) {
        return conditions.isEmpty()
                ? "true"
                : conditions.stream().map(CheckSolver::truth).collect(Collectors.joining(" AND "));
    }

    /** A policy must be true, a check need only not be false. */
    private static String truth(Condition condition) {
        return "(" + condition.expression() + ")"
                + (condition.name().equals(Condition.POLICY) ? " IS TRUE" : " IS NOT FALSE");
    }

    /** The row as it would be, once for each tuple, with what the server generates. */
    private String rows(Draft draft, List<Column> free, List<List<@Nullable String>> tuples) {
        List<Column> plain = draft.table().columns().stream()
                .filter(column -> !column.generated())
                .toList();
        List<String> rows = new ArrayList<>();
        for (int t = 0; t < tuples.size(); t++) {
            StringBuilder row = new StringBuilder("(" + t);
            for (Column column : plain) {
                int at = free.indexOf(column);
                row.append(", ").append(at >= 0 ? cast(column, tuples.get(t).get(at)) : current(draft, column));
            }
            rows.add(row.append(")").toString());
        }
        String names =
                plain.stream().map(column -> ", " + Table.quote(column.name())).collect(Collectors.joining());
        String generated = draft.table().columns().stream()
                .filter(Column::generated)
                .map(column -> ", (" + column.defaultValue() + ") AS " + Table.quote(column.name()))
                .collect(Collectors.joining());
        return "(SELECT *" + generated + " FROM (VALUES " + String.join(", ", rows) + ") AS palindrome_v(palindrome_i"
                + names + ")) AS " + Table.quote(draft.table().name());
    }

    private String current(Draft draft, Column column) {
        if (draft.isGiven(column.name())) {
            return cast(column, draft.value(column.name()));
        }
        boolean evaluated = column.defaultValue() != null && !SteadyDefault.isSequence(column.defaultValue());
        return evaluated ? "CAST((" + column.defaultValue() + ") AS " + column.typeName() + ")" : cast(column, null);
    }

    private String cast(Column column, @Nullable String value) {
        // A domain that refuses NULL would refuse the whole query.
        String type = value == null ? catalog.resolved(column.type()).name() : column.typeName();
        return "CAST(" + Literals.sql(value) + " AS " + type + ")";
    }
}
