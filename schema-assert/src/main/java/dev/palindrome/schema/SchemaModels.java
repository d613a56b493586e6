package dev.palindrome.schema;

import dev.palindrome.schema.internal.crawl.Crawler;
import dev.palindrome.schema.model.IncompleteModelException;
import dev.palindrome.schema.model.SchemaModel;
import java.sql.Connection;
import java.sql.SQLException;

/** Describes a schema for people and for checks that look at it as a whole. */
public final class SchemaModels {

    private SchemaModels() {}

    /**
     * Describe the connected database as of one moment, with SchemaCrawler. An open transaction stays open, and sees its own
     * changes; the session's settings are left as they were. Needs no rights beyond connecting. Costs many times what a
     * {@link SchemaSnapshot} does, and says less: it is for looking, not for comparing.
     *
     * <p>A name that begins or ends in a blank comes without it, for SchemaCrawler cuts it off.
     *
     * @throws SQLException when the server refuses, or the open transaction has failed before
     * @throws IncompleteModelException when SchemaCrawler loses something on its way
     */
    public static SchemaModel of(Connection connection) throws SQLException {
        return Crawler.crawl(connection);
    }
}
