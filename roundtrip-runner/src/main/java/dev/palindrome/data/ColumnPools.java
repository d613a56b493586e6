package dev.palindrome.data;

import dev.palindrome.data.internal.catalog.Catalog;
import dev.palindrome.data.internal.catalog.Column;
import dev.palindrome.data.internal.catalog.Constraint;
import dev.palindrome.data.internal.catalog.DataType;
import dev.palindrome.data.internal.catalog.Table;
import dev.palindrome.data.internal.value.ConstantValues;
import dev.palindrome.data.internal.value.Constants;
import dev.palindrome.data.internal.value.Literals;
import dev.palindrome.data.internal.value.Scripts;
import dev.palindrome.data.internal.value.TypeValues;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects for each column what may stand in it; what the server alone can say, it is asked once. */
final class ColumnPools {

    /** Numbers of values are taken from so many. */
    private static final int RANGE = 1 << 30;

    /** So many ordinary values are shown to a check before we believe that it takes them all. */
    private static final int TRIED = 8;

    private static final int LEARNED = 32;

    private final Catalog catalog;
    private final Server server;
    private final TypeValues types;
    private final ConstantValues constantValues;
    private final Scripts scripts;
    private final PopulationOptions options;
    private final Map<String, ColumnValues> known = new HashMap<>();
    private final Set<Long> learned = new HashSet<>();

    ColumnPools(Catalog catalog, Server server, TypeValues types, Scripts scripts, PopulationOptions options) {
        this.catalog = catalog;
        this.server = server;
        this.types = types;
        this.constantValues = new ConstantValues(catalog, types);
        this.scripts = scripts;
        this.options = options;
    }

    /** Return the conditions that every row of a table satisfies, besides keys. */
    List<Condition> conditions(Table table) {
        List<Condition> conditions = new ArrayList<>();
        table.constraints().stream()
                .filter(constraint -> constraint.kind() == Constraint.Kind.CHECK)
                .map(check -> new Condition(check.name(), check.expression(), check.columns()))
                .forEach(conditions::add);
        if (table.partitionConstraint() != null) {
            conditions.add(condition(table, Condition.PARTITION, table.partitionConstraint()));
        }
        table.policies().forEach(policy -> conditions.add(condition(table, Condition.POLICY, policy)));
        assumptions(table).forEach(assumed -> conditions.add(condition(table, assumed, assumed)));
        return conditions;
    }

    /** Return what is assumed of a table, or of the table above a partition. */
    List<String> assumptions(Table table) {
        Stream<Table> told =
                table.isPartition() ? Stream.of(table, catalog.byOid().get(table.root())) : Stream.of(table);
        return told.flatMap(one -> options.assumptions().getOrDefault(Synthesis.name(one), List.of()).stream())
                .toList();
    }

    private static Condition condition(Table table, String name, String expression) {
        Set<String> words = Scripts.words(expression);
        return new Condition(
                name,
                expression,
                table.columns().stream()
                        .map(Column::name)
                        .filter(words::contains)
                        .toList());
    }

    /** Return what may stand in a column. */
    ColumnValues of(Table table, Column column) throws SQLException {
        String key = table.oid() + "." + column.name();
        ColumnValues values = known.get(key);
        if (values == null) {
            values = collect(table, column);
            known.put(key, values);
        }
        return values;
    }

    /** Return the n-th ordinary value of a column. */
    String ordinary(ColumnValues values, long n) {
        return values.endless() || values.ordinary().isEmpty()
                ? types.typical(values.column().type(), values.column().modifier(), values.first() + n)
                : values.ordinary()
                        .get((int) Math.floorMod(n, (long) values.ordinary().size()));
    }

    private ColumnValues collect(Table table, Column column) throws SQLException {
        learn(column.type());
        // Two tables whose keys are drawn at random never hold the same one, nor the first or the last there is.
        boolean drawn = column.typeName().equals("uuid")
                && column.defaultValue() != null
                && !column.generated()
                && !SteadyDefault.isSteady(column.defaultValue());
        long first = drawn
                ? Math.floorMod((table.schema() + "." + table.name() + "." + column.name()).hashCode(), RANGE)
                : 0;
        List<Condition> conditions = conditions(table);
        Constants schema = schemaConstants(table, column, conditions);
        Constants script = scripts.about(table.name(), column.name());
        List<String> constants = Stream.concat(
                        constantValues.of(column.type(), column.modifier(), schema).stream(),
                        constantValues.of(column.type(), column.modifier(), script).stream())
                .distinct()
                .toList();
        List<String> typical = IntStream.range(0, TRIED)
                .mapToObj(n -> types.typical(column.type(), column.modifier(), first + n))
                .distinct()
                .toList();
        List<String> empty = drawn ? List.of() : types.empty(column.type(), column.modifier());
        List<String> odd = drawn ? List.of() : types.odd(column.type(), column.modifier());
        List<String> alone = conditions.stream()
                .filter(condition -> condition.columns().equals(List.of(column.name())))
                .map(Condition::expression)
                .toList();
        alone = Stream.concat(alone.stream(), computable(table, column)).toList();
        Set<String> kept = null;
        if (!alone.isEmpty()) {
            Set<String> all = new LinkedHashSet<>(constants);
            all.addAll(typical);
            all.addAll(empty);
            all.addAll(odd);
            all.addAll(constantValues.forms(column.type(), column.modifier()));
            kept = new LinkedHashSet<>(allowed(List.copyOf(all), column.typeName(), column.name(), alone));
        }
        // Few different values, as of a boolean, are all there are.
        boolean endless = typical.size() == TRIED && (kept == null || kept.containsAll(typical));
        boolean sequence = column.identity()
                || (column.defaultValue() != null
                        && !column.generated()
                        && SteadyDefault.isSequence(column.defaultValue()));
        return new ColumnValues(
                column,
                kept == null ? typical : List.copyOf(kept),
                endless && types.learned(column.type()) == null,
                filtered(constants, kept),
                filtered(empty, kept),
                filtered(odd, kept),
                sequence
                        || (column.defaultValue() != null
                                && !column.generated()
                                && SteadyDefault.isSteady(column.defaultValue())),
                sequence,
                first);
    }

    /** What an index or a generated column computes from a column alone must not fail: {@code num_nulls} is never negative. */
    private static Stream<String> computable(Table table, Column column) {
        Stream<String> indexed = table.constraints().stream()
                .filter(constraint -> constraint.kind() != Constraint.Kind.CHECK
                        && !constraint.expression().isEmpty()
                        && constraint.columns().equals(List.of(column.name())))
                .map(Constraint::expression);
        Stream<String> generated = table.columns().stream()
                .filter(Column::generated)
                .flatMap(other -> Stream.ofNullable(other.defaultValue()))
                .filter(expression -> mentionsOnly(table, expression, column));
        return Stream.concat(indexed, generated).map(expression -> "num_nulls(" + expression + ") >= 0");
    }

    private static boolean mentionsOnly(Table table, String expression, Column column) {
        return condition(table, "", expression).columns().equals(List.of(column.name()));
    }

    private static List<String> filtered(List<String> values, @Nullable Set<String> kept) {
        return kept == null ? values : values.stream().filter(kept::contains).toList();
    }

    private Constants schemaConstants(Table table, Column column, List<Condition> conditions) {
        Stream<String> checks = conditions.stream()
                .filter(condition -> condition.columns().contains(column.name())
                        || mentionsGenerated(table, condition, column)
                        || condition.name().equals(Condition.POLICY))
                .map(Condition::expression)
                // It holds the table's oid, which is another one in each database.
                .filter(expression -> !expression.contains("satisfies_hash_partition("));
        Stream<String> indexes = table.constraints().stream()
                .filter(constraint -> constraint.kind() != Constraint.Kind.CHECK
                        && constraint.columns().contains(column.name()))
                .map(Constraint::definition);
        Stream<String> generated = table.columns().stream()
                .filter(Column::generated)
                .map(Column::defaultValue)
                .flatMap(Stream::ofNullable)
                .filter(expression -> Scripts.words(expression).contains(column.name()));
        Stream<String> defaults = column.generated() ? Stream.empty() : Stream.ofNullable(column.defaultValue());
        Stream<String> triggers = table.triggerSources().stream()
                .filter(source -> Scripts.words(source).contains(column.name()));
        return Constants.of(Stream.of(checks, indexes, generated, defaults, triggers)
                .flatMap(part -> part)
                .toList());
    }

    /** What a check says of a generated column, it says of those that it is generated from. */
    private static boolean mentionsGenerated(Table table, Condition condition, Column source) {
        return condition.columns().stream()
                .flatMap(name -> table.column(name).stream())
                .filter(Column::generated)
                .anyMatch(column -> column.defaultValue() != null
                        && Scripts.words(column.defaultValue()).contains(source.name()));
    }

    /** Find out which values a domain takes, or a type of which we know nothing. */
    private void learn(long oid) throws SQLException {
        if (!learned.add(oid)) {
            return;
        }
        DataType type = catalog.type(oid);
        if (type.kind() == DataType.Kind.COMPOSITE) {
            for (DataType.Field field : type.fields()) {
                learn(field.type());
            }
        } else if (type.kind() != DataType.Kind.BASE && type.kind() != DataType.Kind.ENUM) {
            learn(type.baseType());
        }
        if (type.kind() == DataType.Kind.DOMAIN
                && (!type.checks().isEmpty() || types.learned(type.baseType()) != null)) {
            types.learn(oid, domainValues(type));
        } else if (types.isUnknown(type)) {
            types.learn(oid, allowed(TypeValues.GUESSES, type.name(), "value", List.of("true")));
        }
    }

    /** Tell whether a column's type takes a text at all. */
    boolean isValid(Column column, String value) throws SQLException {
        return server.query("SELECT CAST(" + Literals.sql(value) + " AS " + column.typeName() + ")")
                .isPresent();
    }

    private List<String> domainValues(DataType domain) throws SQLException {
        List<String> checks =
                domain.checks().stream().map(DataType.DomainCheck::expression).toList();
        Constants constants = Constants.of(checks);
        Set<String> candidates = new LinkedHashSet<>();
        IntStream.range(0, LEARNED)
                .mapToObj(n -> types.typical(domain.baseType(), domain.modifier(), n))
                .forEach(candidates::add);
        candidates.addAll(constantValues.of(domain.baseType(), domain.modifier(), constants));
        candidates.addAll(types.empty(domain.baseType(), domain.modifier()));
        candidates.addAll(types.odd(domain.baseType(), domain.modifier()));
        candidates.addAll(constantValues.forms(domain.baseType(), domain.modifier()));
        List<String> conditions = checks.isEmpty() ? List.of("true") : checks;
        return allowed(List.copyOf(candidates), catalog.type(domain.baseType()).name(), "value", conditions);
    }

    /** Return the values that satisfy conditions, and that the type takes at all. */
    private List<String> allowed(List<String> values, String type, String column, List<String> conditions)
            throws SQLException {
        if (values.isEmpty()) {
            return values;
        }
        Optional<List<List<@Nullable String>>> all = server.query(filter(values, type, column, conditions));
        if (all.isPresent()) {
            return all.get().stream()
                    .map(row -> values.get(Integer.parseInt(String.valueOf(row.get(0)))))
                    .toList();
        }
        List<String> allowed = new ArrayList<>();
        for (String value : values) {
            // One value that makes a condition raise an error spoils the query for all.
            Optional<List<List<@Nullable String>>> one = server.query(filter(List.of(value), type, column, conditions));
            if (one.isPresent() && !one.get().isEmpty()) {
                allowed.add(value);
            }
        }
        return allowed;
    }

    private static String filter(List<String> values, String type, String column, List<String> conditions) {
        String rows = IntStream.range(0, values.size())
                .mapToObj(i -> "(" + i + ", CAST(" + Literals.sql(values.get(i)) + " AS " + type + "))")
                .collect(Collectors.joining(", "));
        String where = conditions.stream()
                .map(condition -> "(" + condition + ") IS NOT FALSE")
                .collect(Collectors.joining(" AND "));
        return "SELECT palindrome_i FROM (VALUES " + rows + ") AS palindrome_v(palindrome_i, " + Table.quote(column)
                + ") WHERE " + where + " ORDER BY 1";
    }
}
