package dev.palindrome.data;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What an application that knows an older schema goes on sending: INSERT statements that were valid before a revision, tried after it.
 */
public final class OldWriter {

    private OldWriter() {}

    /**
     * Return INSERT statements that the schema takes in its present state, for each table those that name every column, those that
     * name only columns without a default, and those that leave out or set to NULL what may be NULL. Each is valid on its own, on
     * the rows that are there now. Nothing is left changed: each was rolled back, but for the positions of sequences.
     *
     * <p>Call it on a populated database, so that foreign keys find parents.
     *
     * @throws SQLException when the server ends the session or the catalogue cannot be read
     */
    public static List<OldInsert> inserts(Connection connection, PopulationOptions options) throws SQLException {
        return inserts(RowSynthesis.on(connection), options);
    }

    /** As {@link #inserts(Connection, PopulationOptions)}, with the catalogue that was read to fill the database. */
    public static List<OldInsert> inserts(RowSynthesis synthesis, PopulationOptions options) throws SQLException {
        return InTransaction.run(synthesis.connection(), () -> new OldInserts(synthesis, options).collect());
    }

    /**
     * Try each statement on its own, on the rows that are there now, and roll it back.
     *
     * @return what became of each, in the order given
     * @throws SQLException when the server ends the session
     */
    public static List<OldInsertOutcome> replay(Connection connection, List<OldInsert> inserts) throws SQLException {
        return InTransaction.run(connection, () -> OldInserts.replay(connection, inserts));
    }
}
