package dev.palindrome.data.content;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of reading under settings that make the text of a value depend on the value alone. Whatever was set or changed within it
 * is undone at its end.
 */
final class FixedSettings implements AutoCloseable {

    private static final String SETTINGS = "SET LOCAL search_path = ''; SET LOCAL TimeZone = 'UTC';"
            + " SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL IntervalStyle = 'postgres'; SET LOCAL extra_float_digits = 1;"
            + " SET LOCAL bytea_output = 'hex'; SET LOCAL lc_monetary = 'C'; SET LOCAL xmlbinary = 'base64';"
            // Our queries of the catalogue join in the order in which they are written: to look for a better one takes
            // longer than they do.
            + " SET LOCAL join_collapse_limit = 1; SET LOCAL from_collapse_limit = 1";

    private static final int NUMBER = SETTINGS.split(";").length;

    private final Connection connection;
    private boolean isSet;
    private final @Nullable Savepoint savepoint;

    FixedSettings(Connection connection) throws SQLException {
        this.connection = connection;
        if (connection.getAutoCommit()) {
            this.savepoint = null;
            connection.setAutoCommit(false);
        } else {
            this.savepoint = connection.setSavepoint();
        }
    }

    /** Execute queries, the first ones in one message with the settings, and stand at the first result. */
    void execute(Statement statement, String queries) throws SQLException {
        if (isSet) {
            statement.execute(queries);
            return;
        }
        isSet = true;
        statement.execute(SETTINGS + "; " + queries);
        for (int i = 0; i < NUMBER; i++) {
            statement.getMoreResults();
        }
    }

    Statement statement() throws SQLException {
        return connection.createStatement();
    }

    @Override
    public void close() throws SQLException {
        if (savepoint == null) {
            connection.rollback();
            connection.setAutoCommit(true);
        } else {
            connection.rollback(savepoint);
            connection.releaseSavepoint(savepoint);
        }
    }
}
