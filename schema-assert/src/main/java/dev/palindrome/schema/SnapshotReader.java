package dev.palindrome.schema;

import dev.palindrome.schema.internal.PreparedCatalog;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Reads the schema of one database again and again, over a session of its own. Faster than {@link
 * SchemaSnapshot#of(Connection, SnapshotOptions)} from the second time on, because the server plans the query only once. Not
 * safe for use by several threads.
 */
public final class SnapshotReader implements AutoCloseable {

    private final Connection session;
    private final SnapshotOptions options;
    private final PreparedCatalog catalog;

    /**
     * Take over a session.
     *
     * @param session used by nobody else, in simple query mode ({@code preferQueryMode=simple}); it is closed with the reader
     */
    public SnapshotReader(Connection session, SnapshotOptions options) {
        this.session = session;
        this.options = options;
        this.catalog = new PreparedCatalog(session);
    }

    /**
     * Read the schema as it is now.
     *
     * @throws SQLException when the server refuses
     */
    public SchemaSnapshot read() throws SQLException {
        return new SchemaSnapshot(SnapshotBuilder.build(catalog.read(), options));
    }

    /** End the session. */
    @Override
    public void close() throws SQLException {
        session.close();
    }
}
