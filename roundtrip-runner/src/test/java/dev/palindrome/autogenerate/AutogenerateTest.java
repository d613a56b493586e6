package dev.palindrome.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestServer;
import dev.palindrome.database.TestServers;
import dev.palindrome.schema.SchemaSnapshot;
import dev.palindrome.schema.SnapshotOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file of {@code autogenerate} is a schema before and after, and names what has to be written by hand. */
@Tag("database")
@Tag("server-only")
class AutogenerateTest {

    private static final TestServer SERVER = TestServers.shared(new DatabaseOptions(null, null, true, null, false));

    private static final Pattern PAIR = Pattern.compile(
            "(?:-- by hand: (?<hand>[^\n]+)\n)?-- before\n(?<before>.*)\n-- after\n(?<after>.*)", Pattern.DOTALL);

    private static TestDatabase empty;

    @BeforeAll
    static void create() {
        empty = SERVER.create();
    }

    @AfterAll
    static void drop() {
        empty.close();
    }

    record Pair(String name, String byHand, String before, String after) {

        static Pair read(Path file) {
            try {
                Matcher pair = PAIR.matcher(Files.readString(file));
                assertThat(pair.matches()).as(file.toString()).isTrue();
                return new Pair(
                        String.valueOf(file.getFileName()).replace(".sql", ""),
                        pair.group("hand") == null ? "" : pair.group("hand"),
                        pair.group("before"),
                        pair.group("after"));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Pair> pairs() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/autogenerate"))) {
            return files.sorted().map(Pair::read).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void written_revision_leads_there_and_back(Pair pair) throws Exception {
        SchemaSnapshot wanted = schemaOf(pair.after);
        try (TestDatabase before = database(pair.before);
                TestDatabase other = SERVER.cloneOf(before)) {
            SchemaSnapshot start = schema(before);

            Proposal proposal = new Autogenerate(SnapshotOptions.defaults()).propose(before, wanted);

            assertThat(proposal.refusals().stream()
                            .map(refusal -> refusal.object().toString()))
                    .as("refused: %s", proposal.refusals())
                    .isEqualTo(pair.byHand.isEmpty() ? List.of() : List.of(pair.byHand));
            run(proposal.upgrade(), other);
            assertThat(schema(other).compareWith(wanted).real())
                    .isEqualTo(proposal.missing().real());
            run(proposal.downgrade(), other);
            assertThat(schema(other).compareWith(start).withoutCosmetic().render())
                    .isEmpty();
        }
    }

    @Test
    void pairs_are_many_and_most_are_written_in_full() throws Exception {
        List<Pair> pairs = pairs();

        assertThat(pairs.stream().filter(pair -> pair.byHand.isEmpty())).hasSizeGreaterThanOrEqualTo(60);
    }

    private static TestDatabase database(String script) throws SQLException {
        TestDatabase database = SERVER.create();
        try (Connection session = database.connect();
                Statement statement = session.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(script);
        }
        return database;
    }

    /** Nothing is left in the database, so that all share one. */
    private static SchemaSnapshot schemaOf(String script) throws SQLException {
        try (Connection session = empty.connect();
                Statement statement = session.createStatement()) {
            statement.setEscapeProcessing(false);
            session.setAutoCommit(false);
            statement.execute(script);
            SchemaSnapshot schema = SchemaSnapshot.of(session);
            session.rollback();
            return schema;
        }
    }

    private static SchemaSnapshot schema(TestDatabase database) throws SQLException {
        try (Connection session = database.connect()) {
            return SchemaSnapshot.of(session);
        }
    }

    /** As most tools do: in one transaction. */
    private static void run(List<ProposedStep> steps, TestDatabase database) throws SQLException {
        try (Connection session = database.connect();
                Statement statement = session.createStatement()) {
            statement.setEscapeProcessing(false);
            session.setAutoCommit(false);
            for (ProposedStep step : steps) {
                for (String sql : step.statements()) {
                    statement.execute(sql);
                }
            }
            session.commit();
        }
    }
}
