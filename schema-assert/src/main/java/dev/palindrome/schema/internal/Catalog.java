package dev.palindrome.schema.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** Reads the catalogue in one statement, so that all rows are of one moment, and in one round trip. */
public final class Catalog {

    /**
     * Settings under which PostgreSQL writes definitions in one way only: names qualified, constants in one notation.
     * They last until the end of the transaction, or of the savepoint. The last ones are for speed: the joins stand in a
     * good order already, and looking for a better one, JIT and parallel workers cost more than they save.
     */
    private static final String SETTINGS = Stream.of(
                    "search_path=pg_catalog, pg_temp",
                    "quote_all_identifiers=off",
                    "standard_conforming_strings=on",
                    "DateStyle=ISO, YMD",
                    "IntervalStyle=postgres",
                    "TimeZone=UTC",
                    "bytea_output=hex",
                    "extra_float_digits=1",
                    "lc_monetary=C",
                    "join_collapse_limit=1",
                    "from_collapse_limit=1",
                    "jit=off",
                    "max_parallel_workers_per_gather=0")
            .map(setting -> setting.split("=", 2))
            .map(setting -> "pg_catalog.set_config('" + setting[0] + "', '" + setting[1] + "', %s)")
            .collect(Collectors.joining(", ", "select ", ""));

    private static final String SETTINGS_OF_TRANSACTION = SETTINGS.replace("%s", "true");

    static final String SETTINGS_OF_SESSION = SETTINGS.replace("%s", "false");

    private static final String SAVEPOINT = "palindrome_snapshot";

    private static final String UNDO_SAVEPOINT =
            "rollback to savepoint " + SAVEPOINT + "; release savepoint " + SAVEPOINT;

    private Catalog() {}

    /**
     * Read every object. An open transaction stays open and keeps its settings; without one, none is left behind.
     *
     * @throws SQLException when the server refuses, for example because the open transaction has failed before
     */
    public static List<CatalogRow> read(Connection connection) throws SQLException {
        return read(connection, query(connection));
    }

    private static List<CatalogRow> read(Connection connection, String query) throws SQLException {
        boolean idle = connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.IDLE;
        if (idle && connection.getAutoCommit()) {
            return read(connection, "begin transaction read only", query, "rollback");
        }
        try {
            return read(connection, "savepoint " + SAVEPOINT, query, UNDO_SAVEPOINT);
        } finally {
            if (idle) {
                connection.rollback();
            }
        }
    }

    private static List<CatalogRow> read(Connection connection, String begin, String query, String undo)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try {
                statement.execute(String.join(";\n", begin, SETTINGS_OF_TRANSACTION, query, undo));
                statement.getMoreResults();
                statement.getMoreResults();
                return rows(statement.getResultSet());
            } catch (SQLException failure) {
                undo(statement, undo, failure);
                throw failure;
            }
        }
    }

    static String query(Connection connection) throws SQLException {
        // The server tells both at the start of a session and whenever they change: no need to ask.
        String superuser = connection.unwrap(PGConnection.class).getParameterStatus("is_superuser");
        return CatalogQuery.of(connection.getMetaData().getDatabaseMajorVersion(), "on".equals(superuser));
    }

    private static void undo(Statement statement, String undo, SQLException failure) {
        try {
            statement.execute(undo);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    static List<CatalogRow> rows(ResultSet result) throws SQLException {
        List<CatalogRow> rows = new ArrayList<>();
        while (result.next()) {
            rows.add(row(result));
        }
        return rows;
    }

    /** By number, in the order that the query's prelude tells: a name is looked up anew in each row. */
    private static CatalogRow row(ResultSet result) throws SQLException {
        return new CatalogRow(
                result.getString(1),
                result.getString(2),
                result.getString(3),
                result.getString(4),
                result.getString(5),
                result.getString(6),
                result.getString(7),
                new CatalogRow.Address(result.getLong(8), result.getLong(9), result.getInt(10)),
                acl(result.getString(11), result.getString(12), result.getString(13)),
                result.getInt(14),
                ArrayText.pairs(result.getString(15)));
    }

    private static @Nullable Acl acl(@Nullable String owner, @Nullable String acl, @Nullable String defaultAcl) {
        return owner == null || acl == null || defaultAcl == null ? null : Acl.of(owner, acl, defaultAcl);
    }
}
