package dev.palindrome.data;

import java.util.Set;

/**
 * SQL of the user's that puts rows into tables before others are made. A table that it puts rows into holds these only, unless it is to
 * be extended.
 *
 * @param sql blank for none
 * @param extendsAll whether every table gets synthesised rows besides
 * @param extended tables that get synthesised rows besides
 */
public record UserRows(String sql, boolean extendsAll, Set<TableName> extended) {

    public UserRows {
        extended = Set.copyOf(extended);
    }

    public static UserRows none() {
        return new UserRows("", true, Set.of());
    }

    /** A table that the SQL puts rows into is left with these. */
    public static UserRows replacing(String sql) {
        return new UserRows(sql, false, Set.of());
    }

    /** Synthesised rows are added to those of the SQL. */
    public static UserRows adding(String sql) {
        return new UserRows(sql, true, Set.of());
    }

    /** As {@link #replacing}, but for these tables. */
    public static UserRows replacingAllBut(Set<TableName> extended, String sql) {
        return new UserRows(sql, false, extended);
    }

    boolean isBlank() {
        return sql.isBlank();
    }

    boolean replaces(TableName table) {
        return !extendsAll && !extended.contains(table);
    }
}
