package dev.palindrome.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestServer;
import dev.palindrome.database.TestServers;
import dev.palindrome.schema.SchemaSnapshot;
import dev.palindrome.schema.SnapshotOptions;
import dev.palindrome.schema.SnapshotReader;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where pg_dump cannot be asked: a statement that brings back an earlier schema on PostgreSQL 15, of which {@link
 * PgDumpWitnessTest} knows, brings back the same one on any version, and one that does not brings back none.
 */
@Tag("database")
@Tag("server-only")
class CorpusOnServersTest {

    private static final int JUDGED = 15;

    private static final Map<List<String>, List<String>> DESTINATIONS_ON_JUDGED = new ConcurrentHashMap<>();

    @ParameterizedTest
    @ValueSource(ints = {14, 16, 17, 18})
    void every_statement_leads_where_it_leads_on_15(int version) throws Exception {
        List<String> statements = Corpus.statements("statements.sql", Math.min(version, JUDGED));

        List<String> actual = new ArrayList<>(destinations(version, statements));
        actual.removeAll(onJudged(statements));
        assertThat(actual).as("led elsewhere than on 15").isEmpty();
    }

    private static List<String> onJudged(List<String> statements) throws SQLException, IOException {
        List<String> known = DESTINATIONS_ON_JUDGED.get(statements);
        if (known == null) {
            known = destinations(JUDGED, statements);
            DESTINATIONS_ON_JUDGED.put(statements, known);
        }
        return known;
    }

    /** Return each statement with the first one after which the schema was the same. */
    private static List<String> destinations(int version, List<String> statements) throws SQLException, IOException {
        DatabaseOptions options = new DatabaseOptions(null, null, true, version, false);
        // a server of its own, because roles are the server's
        try (TestServer server = TestServers.start(options);
                TestDatabase database = server.create();
                Connection session = database.connect();
                SnapshotReader reader = new SnapshotReader(database::connect, SnapshotOptions.defaults())) {
            Corpus.execute(session, "create role " + Corpus.ROLE);
            Map<SchemaSnapshot, String> first = new HashMap<>();
            List<String> destinations = new ArrayList<>();
            for (String sql : statements) {
                Corpus.execute(session, sql);
                SchemaSnapshot snapshot = reader.read();
                destinations.add(sql + "\n  -> " + first.computeIfAbsent(snapshot, key -> sql));
            }
            return destinations;
        }
    }
}
