package dev.palindrome.data.content;

import dev.palindrome.data.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * The sequences of a database. Immutable.
 *
 * @param positions of those that fill a column of a user's table
 * @param others those that fill none, as far as the database knows: an application may ask them
 */
public record Sequences(List<SequencePosition> positions, Set<TableName> others) {

    public Sequences {
        positions = List.copyOf(positions);
        others = Set.copyOf(others);
    }

    /**
     * Read them.
     *
     * @param excluded tables whose columns are not looked at
     * @throws SQLException when a sequence or a table cannot be read
     */
    public static Sequences read(Connection connection, Set<TableName> excluded) throws SQLException {
        return new SequenceReader(connection, excluded).read();
    }
}
