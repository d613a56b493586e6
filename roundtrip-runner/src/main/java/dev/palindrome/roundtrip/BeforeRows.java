package dev.palindrome.roundtrip;

import dev.palindrome.data.TableName;
import dev.palindrome.data.content.RepeatedReader;
import dev.palindrome.data.content.RowContents;
import dev.palindrome.data.content.Sequences;
import dev.palindrome.data.internal.value.Literals;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the tables of a database held before rows were made in them, so that they can be made so again. */
final class BeforeRows {

    /** Where a revision has written more, a new copy of the database costs less. */
    private static final int MOST_ROWS = 1_000;

    private static final String LAST_VALUES =
            "SELECT q.seqrelid::pg_catalog.regclass::text, pg_catalog.pg_sequence_last_value(q.seqrelid) FROM pg_catalog.pg_sequence q";

    private final Set<TableName> excluded;
    private final RowContents rows;
    private final Sequences sequences;
    private final Map<String, Optional<Long>> lastValues;

    private BeforeRows(
            Set<TableName> excluded, RowContents rows, Sequences sequences, Map<String, Optional<Long>> lastValues) {
        this.excluded = Set.copyOf(excluded);
        this.rows = rows;
        this.sequences = sequences;
        this.lastValues = lastValues;
    }

    /**
     * Look at it.
     *
     * @param excluded tables that get no rows
     * @param reader leaves them out, too
     */
    static BeforeRows in(Connection session, Set<TableName> excluded, RepeatedReader reader) throws SQLException {
        return new BeforeRows(excluded, reader.rows(), reader.sequences(), lastValues(session));
    }

    /** Return the last value that each sequence of a database has given out; empty for one that has given out none. */
    static SortedMap<String, Optional<Long>> lastValues(Connection session) throws SQLException {
        SortedMap<String, Optional<Long>> values = new TreeMap<>();
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(LAST_VALUES)) {
            while (rows.next()) {
                String sequence = rows.getString(1);
                long value = rows.getLong(2);
                values.put(sequence, rows.wasNull() ? Optional.empty() : Optional.of(value));
            }
        }
        return values;
    }

    /**
     * Take away the rows that have come since, and put sequences back. The schema is as it was.
     *
     * @return whether all is as it was
     */
    boolean restore(Connection session) throws SQLException {
        if (rows.tables().values().stream().anyMatch(table -> table.rows().size() > MOST_ROWS)) {
            return false;
        }
        String tables = rows.tables().values().stream()
                .flatMap(table -> table.deletionOfOthers().stream())
                .map(statement -> "; " + statement)
                .collect(Collectors.joining());
        Map<String, Optional<Long>> now = lastValues(session);
        String moved = lastValues.entrySet().stream()
                .filter(sequence ->
                        sequence.getValue().isPresent() && !sequence.getValue().equals(now.get(sequence.getKey())))
                .map(sequence ->
                        "; " + reset(sequence.getKey(), sequence.getValue().get(), true))
                .collect(Collectors.joining());
        // A sequence that has given out no value may stand anywhere.
        String positions = sequences.positions().stream()
                .map(position -> "; " + reset(position.sequence().sql(), position.lastValue(), position.isCalled()))
                .collect(Collectors.joining());
        try (Statement statement = session.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("SET session_replication_role = replica" + tables + moved + positions
                    + "; SET session_replication_role = origin");
            // An error of a later statement comes with its result.
            boolean more = true;
            while (more) {
                more = statement.getMoreResults() || statement.getUpdateCount() >= 0;
            }
        } catch (SQLException refused) {
            // Not a superuser, most likely: then each trial has a database of its own.
            return false;
        }
        return RowContents.read(session, excluded).equals(rows)
                && lastValues(session).equals(lastValues);
    }

    private static String reset(String sequence, long lastValue, boolean isCalled) {
        return "SELECT pg_catalog.setval(%s, %d, %b)".formatted(Literals.sql(sequence), lastValue, isCalled);
    }
}
