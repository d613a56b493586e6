package dev.palindrome.junit;

import dev.palindrome.revision.Revision;
import dev.palindrome.schema.SchemaSnapshot;
import java.sql.Connection;

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
     * Insert rows into a table: {@code migration.insertInto("users", "id", "name").row(1, "Ada")}.
     *
     * @param table as in SQL: with its schema where that is not {@code public}, in double quotes where it has capitals
     * @param columns as the catalogue has them, without quotes
     */
    RowInserter insertInto(String table, String... columns);

    /**
     * Insert the rows of a CSV file as COPY reads it. Its first line names the columns; nothing between commas is NULL.
     *
     * @param file in the working directory, {@code src/main/resources} or {@code src/test/resources}
     * @throws AssertionError when the server refuses it, naming file and line
     */
    void insertCsv(String table, String file);

    /** Run a query. What Java has no type for, such as {@code jsonb} and ranges, is compared by its text. */
    Rows rows(String query);

    /** Return the rows of a table, in no certain order. */
    Rows table(String table);

    /** Note what every table holds now. */
    Moment mark();

    /** Return what became of all rows since then. */
    Changes changesSince(Moment moment);

    /**
     * Run a test that files tell: insert {@code before.sql} and {@code before/<table>.csv}, upgrade, compare with {@code
     * after-upgrade/<table>.csv}; where there is {@code after-downgrade/<table>.csv}, downgrade and compare. The columns that a file names
     * are compared, in any order of rows; a table without a file is not looked at.
     *
     * @param folder in the working directory, {@code src/main/resources} or {@code src/test/resources}
     * @throws AssertionError naming the file whose rows are not there, or are not all
     * @throws IllegalArgumentException when there is no such folder, or a file in it has no meaning
     */
    void verifyRows(String folder);

    /** Return the schema as it is now. */
    SchemaSnapshot schema();

    /** Return a session on the database; it is closed when the test ends. */
    Connection connection();
}
