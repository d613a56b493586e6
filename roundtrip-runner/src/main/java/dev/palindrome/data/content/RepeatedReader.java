package dev.palindrome.data.content;

import dev.palindrome.data.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** Reads the same tables and sequences several times while the schema stays as it is: it is looked at once. Not safe for use by several threads. */
public final class RepeatedReader {

    private final ContentsReader rows;
    private final SequenceReader sequences;

    /**
     * Prepare; nothing is read yet.
     *
     * @param excluded tables to leave out, with what fills their columns
     */
    public RepeatedReader(Connection connection, Set<TableName> excluded) {
        Set<TableName> left = Set.copyOf(excluded);
        this.rows = new ContentsReader(connection, TableName.isNoneOf(left));
        this.sequences = new SequenceReader(connection, left);
    }

    /** As {@link RowContents#read(Connection, Set)}. */
    public RowContents rows() throws SQLException {
        return rows.read();
    }

    /** As {@link Sequences#read(Connection, Set)}. */
    public Sequences sequences() throws SQLException {
        return sequences.read();
    }
}
