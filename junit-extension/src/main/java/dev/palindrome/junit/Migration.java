package dev.palindrome.junit;

import dev.palindrome.revision.Revision;
import dev.palindrome.schema.SchemaSnapshot;
import java.sql.Connection;
import java.util.List;

/**
 * A revision and a database of the test's own, which stands just before it when the test begins. For one thread.
 *
 * <p>Statements that the server refuses fail the test with the server's words. Sessions have the time zone UTC.
 */
public interface Migration {

    Revision revision();

    /**
     * Run the revision's upgrade, in a session of its own.
     *
     * @throws AssertionError when it fails, with statement, file and line
     * @throws IllegalStateException when the database stands at the revision already, or when {@link #connection()} has a
     *     transaction open, whose locks the upgrade would wait for
     */
    void upgrade();

    /**
     * Run the revision's downgrade, in a session of its own.
     *
     * @throws AssertionError when it fails, or when there is none
     * @throws IllegalStateException when the database does not stand at the revision, or when {@link #connection()} has a
     *     transaction open
     */
    void downgrade();

    /** Run statements, such as inserts. Several may be given, with semicolons between. */
    void sql(String statements);

    /**
     * Run a query and return its rows in the order in which the server gave them. Values are what the JDBC driver makes of them;
     * what Java has no type for, such as {@code jsonb}, {@code bytea}, arrays and ranges, is text.
     */
    List<Row> rows(String query);

    /** Return the schema as it is now. */
    SchemaSnapshot schema();

    /** Return a session on the database; it is closed when the test ends. */
    Connection connection();
}
