package dev.palindrome.schema.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Reads the catalogue again and again over one session, which plans the query only once: for a small schema, planning takes
 * longer than reading. Not safe for use by several threads, as the session is not.
 */
public final class PreparedCatalog {

    private static final String NAME = "palindrome_catalog";

    /** A plan for few rows does not suit many. */
    private static final int GROWTH = 3;

    private static final int FEW = 1000;

    private final Connection session;

    /** The number of rows when the plan was made; none as long as there is no plan. */
    private int plannedFor = -1;

    /**
     * Use a session, in which a prepared statement stays until it ends.
     *
     * @param session in simple query mode; stays the caller's to close
     */
    public PreparedCatalog(Connection session) {
        this.session = session;
    }

    /** As {@link Catalog#read(Connection)}. */
    public List<CatalogRow> read() throws SQLException {
        if (plannedFor < 0) {
            List<CatalogRow> rows = readFirst();
            plannedFor = Math.max(rows.size(), FEW);
            return rows;
        }
        List<CatalogRow> rows = Catalog.read(session, List.of("execute " + NAME));
        if (rows.size() > GROWTH * plannedFor) {
            forget();
        }
        return rows;
    }

    private List<CatalogRow> readFirst() throws SQLException {
        try {
            return Catalog.read(
                    session, List.of("prepare " + NAME + " as " + Catalog.query(session), "execute " + NAME));
        } catch (SQLException failure) {
            // What is prepared stays so, also when the transaction is rolled back.
            try {
                forget();
            } catch (SQLException e) {
                failure.addSuppressed(e);
            }
            throw failure;
        }
    }

    private void forget() throws SQLException {
        plannedFor = -1;
        try (Statement statement = session.createStatement()) {
            statement.execute("deallocate all");
        }
    }
}
