package dev.palindrome.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestServers;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionSources;
import dev.palindrome.schema.SnapshotOptions;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Public histories in formats whose tools are not at hand load in the order of their tool, and all their upgrades run. HISTORIES
 * names a folder as for {@link PublicHistoriesTest}; {@code <name>.setup.sql} there is run before a history that needs more than an
 * empty database. See docs/case-studies.md for what they are.
 */
@Tag("database")
@EnabledIfEnvironmentVariable(named = "HISTORIES", matches = ".+", disabledReason = "needs histories of other projects")
class PublicHistoriesUpgradeTest {

    @ParameterizedTest
    @CsvSource({
        "lemmy, migrations, diesel",
        "crates.io, migrations, diesel",
        "zksync-era, core/lib/dal/migrations, sqlx",
        "modrinth, apps/labrinth/migrations, sqlx",
        "vdb-mcd, db/migrations, goose",
        "e2b-infra, packages/db/migrations, goose",
        "cas-ggircs, '', sqitch",
        "cas-ciip, schema, sqitch"
    })
    void history_is_in_the_order_of_its_tool_and_all_its_upgrades_run(String name, String path, String format)
            throws SQLException, IOException {
        Path histories = Path.of(System.getenv("HISTORIES"));
        Path folder = histories.resolve(name).resolve(path);
        // Whoever has some of these projects runs those; one that is there must have its revisions where they were.
        assumeTrue(Files.exists(histories.resolve(name)), () -> name + " is not checked out in " + histories);
        assertThat(folder).isDirectory();

        RevisionHistory history = RevisionSources.read(folder, RevisionSources.AUTO);
        List<Revision> revisions = history.graph().inOrder();

        assertThat(history.format()).isEqualTo(format);
        assertThat(revisions).hasSizeGreaterThanOrEqualTo(100);
        assertThat(revisions.stream().map(revision -> revision.id().toString().replaceFirst("@.*", "")))
                .containsExactlyElementsOf(expectedOrder(folder, format));
        assertThat(failedUpgrades(history, setupSql(histories, name))).isEmpty();
    }

    /** As their own documentation says, and without our readers. */
    private static List<String> expectedOrder(Path folder, String format) throws IOException {
        if (format.equals("sqitch")) {
            Predicate<String> isChange = line -> !line.isBlank() && "%#@".indexOf(line.charAt(0)) < 0;
            try (Stream<String> lines = Files.lines(folder.resolve("sqitch.plan"))) {
                return lines.filter(isChange)
                        .map(line -> line.replaceFirst("\\s.*", ""))
                        .toList();
            }
        }
        boolean diesel = format.equals("diesel");
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> Files.isDirectory(entry) == diesel)
                    .map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches("[\\d-]+_.*") && !name.endsWith(".down.sql"))
                    .map(name -> name.replaceFirst("_.*", "").replace("-", ""))
                    .sorted(diesel ? Comparator.naturalOrder() : Comparator.comparing(BigInteger::new))
                    .toList();
        }
    }

    private static String setupSql(Path histories, String name) throws IOException {
        Path file = histories.resolve(name + ".setup.sql");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private static List<Chain.Failure> failedUpgrades(RevisionHistory history, String setupSql) throws SQLException {
        try (Chain chain = new Chain(
                TestServers.shared(new DatabaseOptions(null, null, true, null, false)),
                Start.atBase(history, RoundTripOptions.defaults().withSetupSql(setupSql)),
                SnapshotOptions.defaults())) {
            history.graph().inOrder().forEach(chain::add);
            return chain.catchUp();
        }
    }
}
