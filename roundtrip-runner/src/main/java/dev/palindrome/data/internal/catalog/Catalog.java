package dev.palindrome.data.internal.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The user tables of a database, in the order of their names, and the types of their columns.
 *
 * @param superuser whether the session may switch triggers off
 */
public record Catalog(List<Table> tables, Map<Long, Table> byOid, Map<Long, DataType> types, boolean superuser) {

    /**
     * Read the catalogue within the open transaction.
     *
     * @param condition on {@code pg_class c} and {@code pg_namespace n}: the tables to be told of, with all that they refer to
     * @throws SQLException when it cannot be read
     */
    public static Catalog read(Connection connection, String condition) throws SQLException {
        return new CatalogReader(connection, condition).read();
    }

    /** Return the type with this oid. */
    public DataType type(long oid) {
        return Objects.requireNonNull(types.get(oid), () -> "no type with oid " + oid);
    }

    /** Return the type that a domain is over in the end; any other type is its own. */
    public DataType resolved(long oid) {
        DataType type = type(oid);
        return type.kind() == DataType.Kind.DOMAIN ? resolved(type.baseType()) : type;
    }

    /** Tell whether a column may hold NULL: the column itself and all its domains allow it. */
    public boolean allowsNull(Column column) {
        return !column.notNull() && allowsNull(column.type());
    }

    private boolean allowsNull(long oid) {
        DataType type = type(oid);
        return type.kind() != DataType.Kind.DOMAIN || (!type.notNull() && allowsNull(type.baseType()));
    }
}
