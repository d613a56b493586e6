package dev.palindrome.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestServer;
import dev.palindrome.database.TestServers;
import dev.palindrome.schema.SchemaSnapshot;
import dev.palindrome.testing.ClientProgram;
import dev.palindrome.testing.RequiresTool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where pg_dump sees a change, so does the snapshot; where it sees none, neither does the snapshot. */
@Tag("database")
@RequiresTool(ClientProgram.PgDump.class)
class PgDumpWitnessTest {

    private static final DatabaseOptions POSTGRESQL_15 = new DatabaseOptions(null, null, true, 15, false);

    @Test
    void snapshot_changes_exactly_when_the_dump_changes() throws Exception {
        // a server of its own, because the witness needs a role to log in
        try (TestServer server = TestServers.start(POSTGRESQL_15);
                TestDatabase database = server.create();
                Connection session = database.connect()) {
            List<String> disagreements = new ArrayList<>();
            PgDump pgDump = PgDump.of(database);
            String dump = pgDump.normalised();
            SchemaSnapshot snapshot = SchemaSnapshot.of(session);
            int changes = 0;
            for (String sql : statements()) {
                execute(session, sql);
                String nextDump = pgDump.normalised();
                SchemaSnapshot next = SchemaSnapshot.of(session);
                boolean changed = !nextDump.equals(dump);
                changes += changed ? 1 : 0;
                verdict(sql, changed, snapshot, next).ifPresent(disagreements::add);
                dump = nextDump;
                snapshot = next;
            }
            assertThat(disagreements).isEmpty();
            assertThat(changes).as("statements that changed the schema").isGreaterThan(200);
        }
    }

    private static Optional<String> verdict(String sql, boolean changed, SchemaSnapshot before, SchemaSnapshot after) {
        if (changed == before.equals(after)) {
            return Optional.of((changed ? "missed: " : "false alarm: ") + sql + "\n"
                    + before.compareWith(after).render());
        }
        if (before.compareWith(after).isEmpty() != before.equals(after)) {
            return Optional.of("comparison and equality disagree: " + sql);
        }
        if (!SchemaSnapshot.parse(after.text()).equals(after)) {
            return Optional.of("does not survive its text: " + sql + "\n"
                    + after.compareWith(SchemaSnapshot.parse(after.text())).render());
        }
        return Optional.empty();
    }

    private static void execute(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new SQLException("The corpus has a statement that fails: " + sql, e.getSQLState(), e);
        }
    }

    private static List<String> statements() throws IOException {
        try (InputStream file = PgDumpWitnessTest.class.getResourceAsStream("statements.sql")) {
            String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("\n\n"))
                    .map(paragraph -> paragraph
                            .lines()
                            .filter(line -> !line.startsWith("--"))
                            .collect(Collectors.joining("\n"))
                            .strip())
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        }
    }
}
