package dev.palindrome.data;

import java.sql.Connection;
import java.sql.SQLException;

/** Fills a database with rows that its schema allows, from the catalogue alone. */
public final class RowSynthesis {

    private RowSynthesis() {}

    /**
     * Fill every user table. The server judges each row; what it refuses is repaired by what the refusal names.
     *
     * <p>In auto-commit mode all is done in one transaction that is committed at the end; else it becomes part of the transaction
     * that is open, and the caller commits. Triggers fire and defaults are evaluated under the session's own settings, which are
     * left as they were. The same options on the same schema and rows give the same rows, but for the values of sequences and what
     * triggers write.
     *
     * <p>A table that cannot be filled is no exception: it carries its reason. Rows that migrations put there stay, and others are added.
     * A table that takes one row only gets the one with NULLs for an odd seed, the one with values for an even one: two runs with
     * neighbouring seeds show both.
     *
     * @throws UserRowsException when the user's SQL for rows fails
     * @throws InvalidAssumptionException when a condition is not one, as opposed to one that does not apply here
     * @throws SQLException when the server ends the session or the catalogue cannot be read
     */
    public static Population populate(Connection connection, PopulationOptions options) throws SQLException {
        return InTransaction.run(connection, () -> new Synthesis(connection, options).populate());
    }
}
