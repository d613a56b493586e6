package dev.palindrome.data;

import dev.palindrome.data.internal.value.Literals;
import java.io.Serializable;
import java.util.Comparator;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A table's qualified name, unquoted. Ordered by schema, then name, in the order of the characters' codes.
 *
 * @param schema the schema's name, such as {@code public}
 * @param name the table's own name; serializable, since exceptions carry it
 */
public record TableName(String schema, String name) implements Comparable<TableName>, Serializable {

    private static final Pattern BARE = Pattern.compile("[a-z_][a-z0-9_]*");

    private static final Comparator<TableName> ORDER =
            Comparator.comparing(TableName::schema).thenComparing(TableName::name);

    /**
     * Read a name as a user writes it: {@code orders} is {@code public.orders}, and double quotes protect what they hold.
     *
     * @throws IllegalArgumentException when the text is not the name of a table
     */
    public static TableName parse(String text) {
        return QualifiedName.parse(text);
    }

    /** Return a SQL condition on {@code pg_class c} and {@code pg_namespace n} that holds for all but some tables. */
    public static String isNoneOf(Set<TableName> tables) {
        return tables.isEmpty() ? "true" : "(n.nspname, c.relname) NOT IN " + values(tables);
    }

    /** Return a SQL condition on {@code pg_class c} and {@code pg_namespace n} that holds for some tables only. */
    public static String isOneOf(Set<TableName> tables) {
        return tables.isEmpty() ? "false" : "(n.nspname, c.relname) IN " + values(tables);
    }

    private static String values(Set<TableName> tables) {
        return tables.stream()
                .sorted()
                .map(table -> "(" + Literals.sql(table.schema) + ", " + Literals.sql(table.name) + ")")
                .collect(Collectors.joining(", ", "(VALUES ", ")"));
    }

    /** Return the name as SQL text that means this table whatever the search path is. */
    public String sql() {
        return quote(schema) + "." + quote(name);
    }

    /** Return {@code public.orders}, each part quoted where a bare one would be read in another way. */
    @Override
    public String toString() {
        return shown(schema) + "." + shown(name);
    }

    @Override
    public int compareTo(TableName other) {
        return ORDER.compare(this, other);
    }

    private static String shown(String identifier) {
        return BARE.matcher(identifier).matches() ? identifier : quote(identifier);
    }

    private static String quote(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }
}
