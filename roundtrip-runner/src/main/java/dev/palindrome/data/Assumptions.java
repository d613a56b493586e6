package dev.palindrome.data;

import dev.palindrome.data.internal.catalog.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells conditions that apply to a schema from those that do not, and from those that are none. */
final class Assumptions {

    private static final String UNDEFINED_COLUMN = "42703";

    private Assumptions() {}

    /**
     * Return the conditions that do not apply.
     *
     * @throws InvalidAssumptionException when a condition is none
     */
    static List<UnusedAssumption> unused(
            Server server, Connection connection, PopulationOptions options, List<Table> tables) throws SQLException {
        List<UnusedAssumption> unused = new ArrayList<>();
        for (Map.Entry<TableName, List<String>> entry : options.assumptions().entrySet()) {
            TableName table = entry.getKey();
            boolean exists =
                    tables.stream().anyMatch(known -> Synthesis.name(known).equals(table));
            for (String condition : entry.getValue()) {
                String reason =
                        exists ? reason(server, connection, table, condition) : "table " + table + " does not exist";
                if (!reason.isEmpty()) {
                    unused.add(new UnusedAssumption(table, condition, reason));
                }
            }
        }
        return unused;
    }

    /** Return the options without some conditions. */
    static PopulationOptions without(List<UnusedAssumption> unused, PopulationOptions options) {
        Map<TableName, List<String>> used = new TreeMap<>();
        options.assumptions()
                .forEach((table, conditions) -> used.put(
                        table,
                        conditions.stream()
                                .filter(condition -> unused.stream()
                                        .noneMatch(other -> other.table().equals(table)
                                                && other.condition().equals(condition)))
                                .toList()));
        return options.withAssumptions(used);
    }

    private static String reason(Server server, Connection connection, TableName table, String condition)
            throws SQLException {
        server.execute("SAVEPOINT palindrome_assumption");
        String reason = "";
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT (" + condition + ") IS NOT FALSE FROM " + table.sql() + " LIMIT 0");
        } catch (SQLException e) {
            Refusal refusal = Refusal.of(e);
            if (!refusal.is(UNDEFINED_COLUMN)) {
                throw new InvalidAssumptionException(table, condition, e);
            }
            reason = refusal.message();
        } finally {
            server.execute("ROLLBACK TO SAVEPOINT palindrome_assumption; RELEASE SAVEPOINT palindrome_assumption");
        }
        return reason;
    }
}
