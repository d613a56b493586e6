package dev.palindrome.data;

import java.sql.Connection;
import java.sql.SQLException;

/** Work in the transaction that is open, or in one of its own. */
final class InTransaction {

    private InTransaction() {}

    static <T> T run(Connection connection, Server.Work<T> work) throws SQLException {
        if (!connection.getAutoCommit()) {
            return work.run();
        }
        connection.setAutoCommit(false);
        boolean done = false;
        try {
            T result = work.run();
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }
}
