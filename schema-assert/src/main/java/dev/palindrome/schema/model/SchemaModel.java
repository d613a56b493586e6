package dev.palindrome.schema.model;

import java.util.List;
import java.util.Optional;

/**
 * The tables and routines of a schema, as a person looks at them. Not a snapshot: views, types, grants and much else are
 * left out, so that two schemas with equal models may differ.
 *
 * @param tables every table that is the user's own, sorted by name; what extensions bring is left out
 * @param routines sorted by schema, name and arguments
 */
public record SchemaModel(List<Table> tables, List<Routine> routines) {

    public SchemaModel {
        tables = List.copyOf(tables);
        routines = List.copyOf(routines);
    }

    /** Return the table of this name. */
    public Optional<Table> table(TableName name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }
}
