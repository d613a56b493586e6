package dev.palindrome.roundtrip;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Hands sessions on a database of ours to a program that wants a data source. */
record StageDataSource(Stage stage) implements DataSource {

    @Override
    public Connection getConnection() throws SQLException {
        return stage.session();
    }

    /** The database has one user, ours; a program that has a user configured gets a session all the same. */
    @Override
    public Connection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
        return stage.session();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter writer) {
        // nothing is logged here
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // the server is near, or was chosen by the caller
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("this data source has no logger");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("this data source wraps no " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
