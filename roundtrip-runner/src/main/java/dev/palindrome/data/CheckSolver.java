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
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Looks for values of some columns with which a row satisfies its conditions; the server judges many candidates at once. */
final class CheckSolver {

    private static final int MOST = 160;
    private static final int SMALLEST = 3;
    private static final int MOST_COMBINED = 6;

    /** Rows in which a column was given what it is to equal. */
    private static final int MOST_EQUAL = 2_000;

    /** A literal with its type, as PostgreSQL writes it. */
    private static final Pattern CONSTANT =
            Pattern.compile("'(?:[^']|'')*'(?:::[\\w .\"]+)?|-?\\d+(?:\\.\\d+)?|true|false");

    private final Catalog catalog;
    private final Server server;
    private final ColumnPools pools;
    private final ParentRows parents;
    private final Draw draw;

    /** What the server made of literals, by the query. */
    private final Map<String, Optional<String>> constants = new HashMap<>();

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

    /**
     * What a column is to equal.
     *
     * @param place the column's, among the free ones
     * @param isConstant whether it is the same in each row
     */
    private record Side(int place, String expression, boolean isConstant) {}

    /** For {@code a = expression} the server evaluates the expression, for each tuple. */
    private Set<List<@Nullable String>> equalities(
            Draft draft, List<Column> free, List<Condition> demanded, List<List<@Nullable String>> tuples)
            throws SQLException {
        Set<Side> sides = sides(free, demanded);
        Set<List<@Nullable String>> equal = new LinkedHashSet<>();
        // A condition that lists what goes with each of many constants needs a few rows with each, and not all rows.
        int most = Math.max(SMALLEST, MOST_EQUAL / Math.max(1, sides.size()));
        for (Side side : sides) {
            List<List<@Nullable String>> some = tuples.subList(0, Math.min(most, tuples.size()));
            if (side.isConstant()) {
                String value = constant(free.get(side.place()), side.expression());
                some.forEach(tuple -> addEqual(tuple, side.place(), value, equal));
            } else {
                evaluate(draft, free, side, some, equal);
            }
        }
        return equal;
    }

    private static Set<Side> sides(List<Column> free, List<Condition> demanded) {
        Set<Side> sides = new LinkedHashSet<>();
        for (Condition condition : demanded) {
            for (int i = 0; i < free.size(); i++) {
                for (String side :
                        Equalities.of(condition.expression(), free.get(i).name())) {
                    sides.add(new Side(i, side, CONSTANT.matcher(side).matches()));
                }
            }
        }
        return sides;
    }

    /** Return a literal as a column's type writes it; null where it is none of its values. */
    private @Nullable String constant(Column column, String literal) throws SQLException {
        String query = "SELECT CAST((" + literal + ") AS " + column.typeName() + ")::text";
        Optional<String> value = constants.get(query);
        if (value == null) {
            value = server.query(query).map(rows -> rows.get(0).get(0));
            constants.put(query, value);
        }
        return value.orElse(null);
    }

    /** Add the tuples with one value replaced by what it is to equal. */
    private void evaluate(
            Draft draft,
            List<Column> free,
            Side side,
            List<List<@Nullable String>> tuples,
            Set<List<@Nullable String>> equal)
            throws SQLException {
        Optional<List<@Nullable String>> values = values(draft, free, side, tuples);
        if (values.isEmpty()) {
            for (List<List<@Nullable String>> half : halves(tuples)) {
                evaluate(draft, free, side, half, equal);
            }
            return;
        }
        for (int t = 0; t < tuples.size(); t++) {
            addEqual(tuples.get(t), side.place(), values.get().get(t), equal);
        }
    }

    /** Return what the server says for each tuple; empty where it refuses one of them. */
    private Optional<List<@Nullable String>> values(
            Draft draft, List<Column> free, Side side, List<List<@Nullable String>> tuples) throws SQLException {
        return server.query("SELECT CAST((" + side.expression() + ") AS "
                        + free.get(side.place()).typeName() + ")::text FROM " + rows(draft, free, tuples)
                        + " ORDER BY palindrome_i")
                .map(rows ->
                        rows.stream().<@Nullable String>map(row -> row.get(0)).toList());
    }

    private static void addEqual(
            List<@Nullable String> tuple, int place, @Nullable String value, Set<List<@Nullable String>> equal) {
        if (value != null) {
            List<@Nullable String> changed = new ArrayList<>(tuple);
            changed.set(place, value);
            equal.add(changed);
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

    /** The row as it would be, once for each tuple, with what the server generates. What all rows have in common is sent once. */
    private String rows(Draft draft, List<Column> free, List<List<@Nullable String>> tuples) {
        List<String> rows = new ArrayList<>();
        for (int t = 0; t < tuples.size(); t++) {
            StringBuilder row = new StringBuilder("(" + t);
            for (int i = 0; i < free.size(); i++) {
                row.append(", ").append(cast(free.get(i), tuples.get(t).get(i)));
            }
            rows.add(row.append(")").toString());
        }
        String names =
                free.stream().map(column -> ", " + Table.quote(column.name())).collect(Collectors.joining());
        String columns = draft.table().columns().stream()
                .filter(column -> !column.generated())
                .map(column -> ", " + (free.contains(column) ? "" : current(draft, column) + " AS ")
                        + Table.quote(column.name()))
                .collect(Collectors.joining());
        String generated = draft.table().columns().stream()
                .filter(Column::generated)
                .map(column -> ", (" + column.defaultValue() + ") AS " + Table.quote(column.name()))
                .collect(Collectors.joining());
        // OFFSET keeps the planner from computing with what is constant before it knows whether anybody wants the
        // result.
        return "(SELECT *" + generated + " FROM (SELECT palindrome_i" + columns + " FROM (VALUES "
                + String.join(", ", rows) + ") AS palindrome_v(palindrome_i" + names
                + ") OFFSET 0) AS palindrome_r) AS " + Table.quote(draft.table().name());
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
