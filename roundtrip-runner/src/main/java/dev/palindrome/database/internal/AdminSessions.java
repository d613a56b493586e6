package dev.palindrome.database.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Sessions that create and drop databases: as many as threads want one at once, kept for the next. */
final class AdminSessions {

    private final ServerAddress address;
    private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    AdminSessions(ServerAddress address) {
        this.address = address;
    }

    /** What to do with a session. */
    @FunctionalInterface
    interface Work<T> {
        T with(Connection session) throws SQLException;
    }

    void execute(String sql) throws SQLException {
        with(session -> {
            try (Statement statement = session.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    /** Lend a session; one that saw a failure is not lent again. */
    <T> T with(Work<T> work) throws SQLException {
        Connection kept = idle.poll();
        Connection session = kept != null ? kept : address.connect(address.adminDatabase());
        boolean usable = false;
        try {
            T result = work.with(session);
            usable = true;
            return result;
        } finally {
            if (usable && !closed) {
                idle.add(session);
            } else {
                close(session);
            }
        }
    }

    void close() {
        closed = true;
        for (Connection session = idle.poll(); session != null; session = idle.poll()) {
            close(session);
        }
    }

    /** Close a session, which the server may have ended already. */
    static void close(Connection session) {
        try {
            session.close();
        } catch (SQLException e) {
            System.getLogger(AdminSessions.class.getName())
                    .log(System.Logger.Level.DEBUG, "A session had ended already", e);
        }
    }
}
