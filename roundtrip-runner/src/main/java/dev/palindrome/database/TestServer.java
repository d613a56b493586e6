package dev.palindrome.database;

/** A running PostgreSQL server on which databases of our own are made. Safe for use by several threads. */
public interface TestServer extends AutoCloseable {

    /** Return the source's name: {@code url}, {@code docker} or {@code embedded}. */
    String source();

    /** Return the server's version as it says it, such as {@code 18.6}. */
    String version();

    /** Return one line for the user: which source was chosen, and why. */
    String description();

    /** Create an empty database. */
    TestDatabase create();

    /** Create a database with the schema and rows of another, to which nobody may be connected. */
    TestDatabase cloneOf(TestDatabase template);

    /** Drop every database made here, and end the server if we started it. Idempotent. */
    @Override
    void close();
}
