package dev.palindrome.database;

/** A database that we created and may change and drop; its name begins with {@code palindrome_}. */
public interface TestDatabase extends Database, AutoCloseable {

    /** Drop the database, ending sessions that are still open. Idempotent. */
    @Override
    void close();
}
