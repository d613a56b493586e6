package dev.palindrome.data.content;

import dev.palindrome.data.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What every user table of a database holds, at one moment. Immutable.
 *
 * @param tables by name; of a partitioned table the rows stand at the partitioned table, and its partitions are left out
 */
public record RowContents(SortedMap<TableName, TableContents> tables) {

    public RowContents {
        tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
    }

    /** Return contents given as a map. */
    public static RowContents of(Map<TableName, TableContents> tables) {
        return new RowContents(new TreeMap<>(tables));
    }

    /**
     * Read the contents. Values are written in UTC, dates in ISO form, floats in full, bytes in hex, whatever the session's settings
     * are; these are left as they were, and so is a transaction that is open.
     *
     * @param excluded tables to leave out
     * @throws SQLException when a table cannot be read
     */
    public static RowContents read(Connection connection, Set<TableName> excluded) throws SQLException {
        return new ContentsReader(connection, TableName.isNoneOf(excluded)).read();
    }

    /**
     * Read some tables only, as {@link #read} does.
     *
     * @param tables those that are not there are passed over
     * @throws SQLException when a table cannot be read
     */
    public static RowContents readOnly(Connection connection, Set<TableName> tables) throws SQLException {
        return tables.isEmpty() ? of(Map.of()) : new ContentsReader(connection, TableName.isOneOf(tables)).read();
    }

    /** Compare with what is there later, by value and without regard to the order of rows. */
    public ContentsComparison compareWith(RowContents later) {
        return ContentsComparison.of(this, later);
    }
}
