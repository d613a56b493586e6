package dev.palindrome.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestServer;
import dev.palindrome.database.TestServers;
import dev.palindrome.schema.ObjectKind;
import dev.palindrome.schema.SchemaSnapshot;
import dev.palindrome.schema.SnapshotOptions;
import dev.palindrome.testing.ClientProgram;
import dev.palindrome.testing.RequiresTool;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One schema that has an object of every kind. */
@Tag("database")
class EverythingTest {

    private static final String FILE = "everything.sql";

    private static TestDatabase database(int version) {
        return TestServers.shared(options(version)).create();
    }

    private static DatabaseOptions options(int version) {
        return new DatabaseOptions(null, null, true, version, false);
    }

    private static SchemaSnapshot build(Connection session, List<String> statements) throws SQLException {
        for (String sql : statements) {
            Corpus.execute(session, sql);
        }
        return SchemaSnapshot.of(session);
    }

    @Test
    void it_has_every_kind() throws Exception {
        try (TestDatabase database = database(18);
                Connection session = database.connect()) {
            Set<ObjectKind> kinds = build(session, Corpus.statements(FILE, 18)).objects().keySet().stream()
                    .map(name -> name.kind())
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(ObjectKind.class)));

            // what is said of the database itself and of large objects is no part of a plain dump
            assertThat(EnumSet.complementOf(EnumSet.copyOf(kinds)))
                    .containsExactlyInAnyOrder(ObjectKind.DATABASE, ObjectKind.LARGE_OBJECT);
        }
    }

    @Test
    void left_out_afterwards_or_from_the_start_is_the_same() throws Exception {
        SnapshotOptions options =
                SnapshotOptions.defaults().withoutOwnersAndGrants().withIgnoredTable("shop.orders");
        try (TestDatabase database = database(18);
                Connection session = database.connect()) {
            SchemaSnapshot all = build(session, Corpus.statements(FILE, 18));

            assertThat(all.without(options)).isEqualTo(SchemaSnapshot.of(session, options));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18})
    void built_in_any_order_it_is_the_same(int version) throws Exception {
        List<String> statements = Corpus.statements(FILE, version);
        SchemaSnapshot expected;
        try (TestDatabase database = database(version);
                Connection session = database.connect()) {
            expected = build(session, statements);
            assertThat(SchemaSnapshot.parse(expected.text())).isEqualTo(expected);
        }
        for (int seed = 1; seed <= 3; seed++) {
            try (TestDatabase database = database(version);
                    Connection session = database.connect()) {
                List<String> shuffled = new ArrayList<>(statements);
                Collections.shuffle(shuffled, new Random(seed));
                buildAsAccepted(session, shuffled);

                assertThat(expected.compareWith(SchemaSnapshot.of(session)).render())
                        .as("seed %d", seed)
                        .isEmpty();
                assertThat(SchemaSnapshot.of(session)).isEqualTo(expected);
            }
        }
    }

    /** What the server refuses is tried again when it has accepted something else. */
    private static void buildAsAccepted(Connection session, List<String> statements) throws SQLException {
        Deque<String> waiting = new ArrayDeque<>(statements);
        int refusals = 0;
        while (!waiting.isEmpty()) {
            String sql = waiting.remove();
            try {
                Corpus.execute(session, sql);
                refusals = 0;
            } catch (SQLException e) {
                waiting.add(sql);
                if (++refusals > waiting.size()) {
                    throw e;
                }
            }
        }
    }

    /**
     * The exceptions are PostgreSQL's own: since version 16 a view of one table names its columns without the table, and in
     * version 18 subscriptions stream in parallel unless told otherwise.
     */
    @ParameterizedTest
    @CsvSource({
        "15, ''",
        "16, materialized view shop.sums;view shop.big",
        "17, materialized view shop.sums;view shop.big",
        "18, materialized view shop.sums;subscription listens;view shop.big"
    })
    void its_text_is_that_of_version_14_but_for(int version, String exceptions) throws Exception {
        SchemaSnapshot expected = onVersion(14);
        SchemaSnapshot actual = onVersion(version);

        assertThat(expected.compareWith(actual).differences().stream()
                        .map(difference -> difference.name().toString())
                        .sorted())
                .containsExactlyElementsOf(Stream.of(exceptions.split(";"))
                        .filter(name -> !name.isEmpty())
                        .toList());
        if (exceptions.isEmpty()) {
            assertThat(actual.text()).isEqualTo(expected.text());
        }
    }

    private static SchemaSnapshot onVersion(int version) throws SQLException, IOException {
        try (TestDatabase database = database(version);
                Connection session = database.connect()) {
            return build(session, Corpus.statements(FILE, 14));
        }
    }

    @Test
    @RequiresTool(ClientProgram.PgDump.class) // psql comes along with it
    void dumped_and_restored_it_is_the_same() throws SQLException, IOException, InterruptedException {
        // a server of its own, because the witness needs a role to log in
        try (TestServer server = TestServers.start(options(15));
                TestDatabase original = server.create();
                Connection session = original.connect()) {
            SchemaSnapshot expected = build(session, Corpus.statements(FILE, 15));
            PgDump pgDump = PgDump.of(original);
            try (TestDatabase restored = server.create();
                    Connection other = restored.connect()) {
                pgDump.restoreInto(restored);
                SchemaSnapshot actual = SchemaSnapshot.of(other);

                assertThat(expected.compareWith(actual).render()).isEmpty();
                assertThat(actual).isEqualTo(expected);
            }
        }
    }
}
