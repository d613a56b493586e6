package dev.palindrome.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestServer;
import dev.palindrome.database.TestServers;
import dev.palindrome.schema.SchemaSnapshot;
import dev.palindrome.schema.SnapshotOptions;
import dev.palindrome.schema.SnapshotReader;
import dev.palindrome.testing.ClientProgram;
import dev.palindrome.testing.RequiresTool;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where pg_dump sees a change, so does the snapshot; where it sees none, neither does the snapshot. */
@Tag("database")
@Tag("server-only")
@RequiresTool(ClientProgram.PgDump.class)
class PgDumpWitnessTest {

    private static final DatabaseOptions POSTGRESQL_15 = new DatabaseOptions(null, null, true, 15, false);

    @Test
    void snapshot_changes_exactly_when_the_dump_changes() throws Exception {
        // a server of its own, because the witness needs a role to log in
        try (TestServer server = TestServers.start(POSTGRESQL_15);
                TestDatabase database = server.create();
                Connection session = database.connect();
                SnapshotReader reader = new SnapshotReader(database::connect, SnapshotOptions.defaults())) {
            List<String> disagreements = new ArrayList<>();
            PgDump pgDump = PgDump.of(database);
            String dump = pgDump.normalised();
            SchemaSnapshot snapshot = SchemaSnapshot.of(session);
            int changes = 0;
            for (String sql : Corpus.statements("statements.sql", 15)) {
                Corpus.execute(session, sql);
                String nextDump = pgDump.normalised();
                SchemaSnapshot next = SchemaSnapshot.of(session);
                assertThat(reader.read()).as(sql).isEqualTo(next);
                boolean changed = !nextDump.equals(dump);
                changes += changed ? 1 : 0;
                verdict(sql, changed, snapshot, next).ifPresent(disagreements::add);
                dump = nextDump;
                snapshot = next;
            }
            assertThat(disagreements).isEmpty();
            assertThat(changes).as("statements that changed the schema").isGreaterThan(500);
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
}
