package dev.palindrome.report;

import dev.palindrome.schema.AttributeChange;
import dev.palindrome.schema.Difference;
import dev.palindrome.schema.Difference.Sign;
import dev.palindrome.schema.ObjectKind;
import dev.palindrome.schema.ObjectName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The tables in which two schemas differ, with their columns and foreign keys that do; what differs in no more than the order of columns is left out.
 *
 * @param tables in the order of their names
 * @param links the foreign keys that came, went or changed
 * @param others tables that are only referred to
 */
record ChangedTables(List<Table> tables, List<Link> links, Set<String> others) {

    private static final String NAME = "(?:\"(?:[^\"]|\"\")*\"|[^(\"])+";
    private static final Pattern FOREIGN_KEY = Pattern.compile(
            "FOREIGN KEY \\((?<columns>" + NAME + ")\\) REFERENCES (?<table>" + NAME + ")\\(.*", Pattern.DOTALL);

    /**
     * A table.
     *
     * @param name with its schema
     * @param sign what became of the table itself
     * @param columns those that differ
     */
    record Table(String name, Sign sign, List<Column> columns) {}

    record Column(String name, Sign sign, String what) {}

    /**
     * A foreign key.
     *
     * @param columns as PostgreSQL lists them
     */
    record Link(String name, Sign sign, String from, String columns, String to) {}

    static ChangedTables of(Collection<Difference> differences) {
        Map<String, Sign> signs = new TreeMap<>();
        Map<String, List<Column>> columns = new TreeMap<>();
        List<Link> links = new ArrayList<>();
        for (Difference difference : differences) {
            if (difference.isReal()) {
                collect(difference, signs, columns, links);
            }
        }
        columns.keySet().forEach(table -> signs.putIfAbsent(table, Sign.ALTERED));
        links.forEach(link -> signs.putIfAbsent(link.from(), Sign.ALTERED));
        Set<String> others = links.stream().map(Link::to).collect(Collectors.toCollection(TreeSet::new));
        others.removeAll(signs.keySet());
        List<Table> tables = signs.entrySet().stream()
                .map(table ->
                        new Table(table.getKey(), table.getValue(), columns.getOrDefault(table.getKey(), List.of())))
                .toList();
        return new ChangedTables(tables, links, others);
    }

    private static void collect(
            Difference difference, Map<String, Sign> signs, Map<String, List<Column>> columns, List<Link> links) {
        ObjectName name = difference.name();
        if (name.kind() == ObjectKind.TABLE) {
            signs.put(name.qualifiedName(), difference.sign());
            difference.parts().forEach(part -> collect(part, signs, columns, links));
        } else if (name.kind() == ObjectKind.COLUMN) {
            columns.computeIfAbsent(table(name), key -> new ArrayList<>())
                    .add(new Column(name.simpleName(), difference.sign(), what(difference)));
        } else if (name.kind() == ObjectKind.CONSTRAINT) {
            Matcher key = FOREIGN_KEY.matcher(definition(difference));
            if (key.matches()) {
                links.add(new Link(
                        name.simpleName(), difference.sign(), table(name), key.group("columns"), key.group("table")));
            }
        }
    }

    /** The name of a table's part is below that of the table. */
    private static String table(ObjectName part) {
        String[] path = part.path().subList(0, part.path().size() - 1).toArray(String[]::new);
        return ObjectName.of(ObjectKind.TABLE, path).qualifiedName();
    }

    private static String what(Difference difference) {
        return difference.changes().isEmpty()
                ? difference.definition()
                : difference.changes().stream().map(AttributeChange::toString).collect(Collectors.joining(", "));
    }

    private static String definition(Difference difference) {
        return difference.changes().stream()
                .filter(change -> change.attribute().equals("definition"))
                .map(change -> String.valueOf(change.after()))
                .findFirst()
                .orElse(difference.definition());
    }

    /** Tell whether a picture says more than the lines of the difference: how tables hang together. */
    boolean isWorthDrawing() {
        return !links.isEmpty() || tables.size() > 1;
    }
}
