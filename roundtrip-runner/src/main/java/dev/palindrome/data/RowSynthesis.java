package dev.palindrome.data;

import dev.palindrome.data.internal.catalog.Catalog;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fills a database with rows that its schema allows, from the catalogue alone. The catalogue is read once, when it is first needed: an instance
 * serves until the schema changes. Not safe for use by several threads.
 */
public final class RowSynthesis {

    private final Connection connection;
    private final Set<TableName> unseen;
    private @Nullable Catalog catalog;

    private RowSynthesis(Connection connection, Set<TableName> unseen) {
        this.connection = connection;
        this.unseen = Set.copyOf(unseen);
    }

    /** Return what fills the database of a session. Nothing is read yet. */
    public static RowSynthesis on(Connection connection) {
        return on(connection, Set.of());
    }

    /**
     * Return what fills some tables of a database.
     *
     * @param unseen tables that are left alone, and that no other table refers to
     */
    public static RowSynthesis on(Connection connection, Set<TableName> unseen) {
        return new RowSynthesis(connection, unseen);
    }

    /** As {@link #populate(PopulationOptions)}, once. */
    public static Population populate(Connection connection, PopulationOptions options) throws SQLException {
        return on(connection).populate(options);
    }

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
    public Population populate(PopulationOptions options) throws SQLException {
        return InTransaction.run(connection, () -> new Synthesis(connection, catalog(), options).populate());
    }

    Connection connection() {
        return connection;
    }

    /** Return the catalogue, which is read in the transaction that is open. */
    Catalog catalog() throws SQLException {
        if (catalog == null) {
            catalog = Catalog.read(connection, TableName.isNoneOf(unseen));
        }
        return catalog;
    }
}
