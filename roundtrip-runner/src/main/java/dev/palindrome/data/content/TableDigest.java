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
 * What a table holds, in a few numbers that the server makes of its rows: for tables that are too large to be read. Two tables with
 * columns of the same names hold the same rows if their digests are equal, whatever the order of rows and columns; that different rows
 * have one digest is as likely as that two random numbers of 64 bits are the same.
 *
 * @param rows how many there are
 * @param bytes the length of their texts
 * @param hash the sum of the rows' hashes
 * @param columns by their names
 */
public record TableDigest(TableName table, long rows, long bytes, String hash, SortedMap<String, Column> columns) {

    /**
     * What a column holds.
     *
     * @param values how many of them are not NULL
     * @param hash the sum of their hashes
     */
    public record Column(long values, String hash) {}

    public TableDigest {
        columns = Collections.unmodifiableSortedMap(new TreeMap<>(columns));
    }

    /**
     * Make the digests of all user tables, in the settings in which {@link RowContents#read} reads them.
     *
     * @param excluded tables to leave out
     * @throws SQLException when a table cannot be read
     */
    public static SortedMap<TableName, TableDigest> read(Connection connection, Set<TableName> excluded)
            throws SQLException {
        return new ContentsReader(connection, TableName.isNoneOf(excluded)).digest();
    }

    /**
     * Make the digests of some tables, as {@link #read} does.
     *
     * @param tables those that are not there are passed over
     * @throws SQLException when a table cannot be read
     */
    public static SortedMap<TableName, TableDigest> readOnly(Connection connection, Set<TableName> tables)
            throws SQLException {
        return new ContentsReader(connection, TableName.isOneOf(tables)).digest();
    }

    /** Tell whether the values of all columns that this table has are there in the other one, too. */
    public boolean isWithin(TableDigest other) {
        return rows == other.rows
                && columns.entrySet().stream()
                        .allMatch(column -> column.getValue().equals(other.columns.get(column.getKey())))
                // With the same columns, a value may stand in another row than before.
                && (!columns.keySet().equals(other.columns.keySet()) || hash.equals(other.hash));
    }

    /** Return how many rows hold NULL in a column. */
    public long nulls(String column) {
        Column digest = columns.get(column);
        return digest == null ? 0 : rows - digest.values();
    }

    static TableDigest of(TableName table, long rows, long bytes, String hash, Map<String, Column> columns) {
        return new TableDigest(table, rows, bytes, hash, new TreeMap<>(columns));
    }
}
