package dev.palindrome.schema.diagram;

import dev.palindrome.schema.model.Column;
import dev.palindrome.schema.model.ForeignKey;
import dev.palindrome.schema.model.Index;
import dev.palindrome.schema.model.SchemaModel;
import dev.palindrome.schema.model.Table;
import dev.palindrome.schema.model.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is to be seen, however it is drawn.
 *
 * @param boxes the tables, sorted by name
 * @param links the foreign keys between them, sorted by table and name
 */
record Scene(List<Box> boxes, List<Link> links) {

    private static final String USUAL_SCHEMA = "public";

    /**
     * A table.
     *
     * @param title the name; with its schema unless that is {@code public}
     * @param changed whether it is what the diagram is about, and not only a neighbour
     * @param rows every column of a table that changed; of a neighbour those that links end in
     */
    record Box(TableName name, String title, boolean changed, List<Row> rows) {}

    /**
     * A column.
     *
     * @param type with its schema unless that is {@code public}
     */
    record Row(String name, String type, boolean nullable, Set<Mark> marks) {}

    /** What a column is part of. */
    enum Mark {
        PK,
        FK,
        UK
    }

    /**
     * A foreign key.
     *
     * @param fromColumn the first of the referring columns
     * @param toColumn the column that it refers to
     * @param required whether each row must refer to one
     * @param unique whether a row is referred to by one row at most
     */
    record Link(
            TableName from,
            String fromColumn,
            TableName to,
            String toColumn,
            String label,
            boolean required,
            boolean unique) {}

    static Scene of(SchemaModel schema, Collection<TableName> changed) {
        Set<TableName> subjects = new TreeSet<>(changed);
        subjects.removeIf(name -> schema.table(name).isEmpty());
        Set<TableName> shown = new TreeSet<>(subjects);
        List<Link> links = new ArrayList<>();
        for (Table table : schema.tables()) {
            for (ForeignKey key : table.foreignKeys()) {
                boolean known = schema.table(key.referencedTable()).isPresent();
                boolean concerned = subjects.contains(table.name()) || subjects.contains(key.referencedTable());
                if (known && concerned) {
                    links.add(link(table, key));
                    shown.add(table.name());
                    shown.add(key.referencedTable());
                }
            }
        }
        links.sort(Comparator.comparing(Link::from).thenComparing(Link::label).thenComparing(Link::to));
        List<Box> boxes = schema.tables().stream()
                .filter(table -> shown.contains(table.name()))
                .map(table -> box(schema, table, subjects))
                .toList();
        return new Scene(boxes, List.copyOf(links));
    }

    private static Link link(Table table, ForeignKey key) {
        boolean required = key.columns().stream()
                .allMatch(name ->
                        table.column(name).filter(column -> !column.nullable()).isPresent());
        boolean unique = table.indexes().stream()
                .filter(index -> index.unique() && index.predicate().isEmpty())
                .filter(index -> index.keys().size() == index.columns().size())
                .anyMatch(index -> key.columns().containsAll(index.columns()));
        return new Link(
                table.name(),
                key.columns().get(0),
                key.referencedTable(),
                key.referencedColumns().get(0),
                key.name(),
                required,
                unique);
    }

    private static Box box(SchemaModel schema, Table table, Set<TableName> subjects) {
        boolean changed = subjects.contains(table.name());
        Set<String> ends = changed ? Set.of() : ends(schema, table, subjects);
        List<Row> rows = table.columns().stream()
                .filter(column -> changed || ends.contains(column.name()))
                .map(column -> row(table, column))
                .toList();
        String title = table.name().schema().equals(USUAL_SCHEMA)
                ? table.name().name()
                : table.name().toString();
        return new Box(table.name(), title, changed, rows);
    }

    /** The columns of a neighbour in which its links with the tables that changed begin or end. */
    private static Set<String> ends(SchemaModel schema, Table neighbour, Set<TableName> subjects) {
        Set<String> ends = new LinkedHashSet<>();
        neighbour.foreignKeys().stream()
                .filter(key -> subjects.contains(key.referencedTable()))
                .forEach(key -> ends.addAll(key.columns()));
        subjects.stream()
                .flatMap(name -> schema.table(name).stream())
                .flatMap(table -> table.foreignKeys().stream())
                .filter(key -> key.referencedTable().equals(neighbour.name()))
                .forEach(key -> ends.addAll(key.referencedColumns()));
        return ends;
    }

    private static Row row(Table table, Column column) {
        Set<Mark> marks = new TreeSet<>();
        table.primaryKey().filter(key -> key.columns().contains(column.name())).ifPresent(key -> marks.add(Mark.PK));
        if (table.foreignKeys().stream().anyMatch(key -> key.columns().contains(column.name()))) {
            marks.add(Mark.FK);
        }
        boolean unique = table.indexes().stream()
                .filter(Index::unique)
                .filter(index -> !index.isPrimaryKey())
                .anyMatch(index -> index.columns().equals(List.of(column.name())));
        if (unique) {
            marks.add(Mark.UK);
        }
        String type = column.type().startsWith(USUAL_SCHEMA + ".")
                ? column.type().substring(USUAL_SCHEMA.length() + 1)
                : column.type();
        return new Row(column.name(), type, column.nullable(), marks);
    }
}
