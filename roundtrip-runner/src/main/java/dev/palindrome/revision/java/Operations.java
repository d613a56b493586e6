package dev.palindrome.revision.java;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a revision may do to its database: plain JDBC, and short words for what is done most. Not safe for use by several threads. */
public final class Operations {

    private final Connection connection;

    /** Work on this session, which stays the caller's to close and to commit. */
    public Operations(Connection connection) {
        this.connection = connection;
    }

    /** Return the session; a revision neither closes nor commits it. */
    public Connection connection() {
        return connection;
    }

    /**
     * Run statements as they are written.
     *
     * @param sql one or several, with semicolons between them
     * @throws SQLException when the server refuses
     */
    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /**
     * Run a statement with parameters.
     *
     * @param sql with a question mark for each parameter
     * @param parameters null for NULL
     * @return how many rows it changed
     * @throws SQLException when the server refuses
     */
    public int update(String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    /** Makes something of a row. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * Ask for rows.
     *
     * @param sql with a question mark for each parameter
     * @param parameters null for NULL
     * @throws SQLException when the server refuses
     */
    public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... parameters) throws SQLException {
        List<T> found = new ArrayList<>();
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(reader.read(rows));
            }
        }
        return found;
    }

    private PreparedStatement prepare(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int index = 0; index < parameters.length; index++) {
                statement.setObject(index + 1, parameters[index]);
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }
}
