package dev.palindrome.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.data.Population;
import dev.palindrome.data.PopulationOptions;
import dev.palindrome.data.RowSynthesis;
import dev.palindrome.data.TablePopulation;
import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestServer;
import dev.palindrome.database.TestServers;
import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionSources;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.roundtrip.execution.DirectionRunner;
import dev.palindrome.roundtrip.execution.SqlFailure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fills every state of public histories, which are checked out elsewhere as for {@link PublicHistoriesTest}. */
@Tag("database")
@EnabledIfEnvironmentVariable(named = "HISTORIES", matches = ".+", disabledReason = "needs histories of other projects")
class PublicHistoriesPopulationTest {

    @ParameterizedTest
    @CsvSource({
        "stellar-sdp, db/migrations/sdp-migrations, ''",
        "minder, database/migrations, ''",
        "chirpstack-as, internal/storage/migrations, create extension hstore; create extension pg_trgm",
        "digitalmarketplace, migrations, ''"
    })
    void every_table_is_filled_at_the_state_below_each_revision_and_at_the_head(
            String name, String path, String setupSql) throws SQLException {
        RevisionHistory history = RevisionSources.read(
                Path.of(System.getenv("HISTORIES")).resolve(name).resolve(path), RevisionSources.AUTO);
        List<Revision> revisions = history.graph().inOrder();
        TestServer server = TestServers.shared(new DatabaseOptions(null, null, true, 15, false));
        List<String> complaints = new ArrayList<>();

        try (TestDatabase forward = server.create()) {
            Preparation.of(history, SetupSql.of(setupSql)).run(forward);
            for (int next = 0; next <= revisions.size(); next++) {
                List<String> scripts = next < revisions.size() ? scripts(revisions.get(next)) : List.of();
                try (TestDatabase clone = server.cloneOf(forward)) {
                    String state = name + " below "
                            + (next < revisions.size() ? revisions.get(next).id() : "nothing");
                    Population population = populate(clone, scripts);
                    population.unfilled().stream()
                            .map(table -> state + ": " + table.complaint().orElseThrow())
                            .forEach(complaints::add);
                    long nullable = population.coverage().nullableColumns();
                    assertThat(population.coverage().seenNull())
                            .as(state + ": " + population.coverage().text() + neverNull(population))
                            .isGreaterThanOrEqualTo((int) Math.floor(nullable * 0.97));
                }
                if (next < revisions.size()) {
                    upgrade(forward, revisions.get(next));
                }
            }
        }
        assertThat(complaints).isEmpty();
    }

    private static Population populate(TestDatabase database, List<String> scripts) throws SQLException {
        try (Connection session = database.connect()) {
            return RowSynthesis.populate(
                    session,
                    PopulationOptions.withSeed(1)
                            .withScripts(scripts)
                            .withExcluded(VersionTables.with(Optional.empty())));
        }
    }

    private static String neverNull(Population population) {
        return population.tables().stream()
                .flatMap(PublicHistoriesPopulationTest::neverNull)
                .collect(Collectors.joining("\n", "\n", ""));
    }

    private static Stream<String> neverNull(TablePopulation table) {
        return table.nullableColumns().stream()
                .filter(column -> !column.seenNull())
                .map(column -> table.table() + "." + column.name() + " is never NULL: "
                        + column.whyNever().orElseThrow().reason());
    }

    private static List<String> scripts(Revision revision) {
        Stream<SqlStatement> down = revision.downgrade() instanceof Downgrade.Script script
                ? script.script().statements().stream()
                : Stream.empty();
        return Stream.concat(revision.upgrade().statements().stream(), down)
                .map(statement -> statement.text() + ";")
                .toList();
    }

    /** Four revisions of digitalmarketplace want another SQLAlchemy; what stands above them does without. */
    private static void upgrade(TestDatabase database, Revision revision) throws SQLException {
        Optional<SqlFailure> failure =
                new DirectionRunner(database).run(revision.upgrade()).failure();
        assertThat(failure.filter(reason -> !reason.sqlState().isEmpty())).isEmpty();
    }
}
