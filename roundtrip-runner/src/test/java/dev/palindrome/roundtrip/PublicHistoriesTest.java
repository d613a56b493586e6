package dev.palindrome.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestServers;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionSources;
import dev.palindrome.roundtrip.finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares our verdicts with those found by hand with pg_dump, on public histories that are checked out elsewhere. HISTORIES names
 * a folder with {@code <name>/<path of the migrations>}, HISTORIES_TRUTH one with {@code <name>.json}.
 */
@Tag("database")
@EnabledIfEnvironmentVariable(named = "HISTORIES", matches = ".+", disabledReason = "needs histories of other projects")
class PublicHistoriesTest {

    private static final Pattern VERDICT =
            Pattern.compile("\"n\":\\s*\\d+,\\s*\"id\":\\s*\"([^\"]+)\".*?\"status\":\\s*\"([^\"]+)\"", Pattern.DOTALL);

    @ParameterizedTest
    @CsvSource({
        "stellar-sdp, db/migrations/sdp-migrations, ''",
        "minder, database/migrations, ''",
        "chirpstack-as, internal/storage/migrations, create extension hstore; create extension pg_trgm",
        "digitalmarketplace, migrations, ''"
    })
    void verdicts_are_those_of_a_careful_person(String name, String path, String setupSql)
            throws SQLException, IOException {
        Path histories = Path.of(System.getenv("HISTORIES"));
        RevisionHistory history = RevisionSources.read(histories.resolve(name).resolve(path), RevisionSources.AUTO);

        RoundTripReport report = RoundTrip.on(
                        TestServers.shared(new DatabaseOptions(null, null, true, 15, false)),
                        RoundTripOptions.defaults().withSetupSql(setupSql))
                .verify(history);

        assertThat(verdicts(report)).isEqualTo(truth(name));
    }

    /** Whether each revision is broken, by the name of its file. */
    private static Map<String, Boolean> verdicts(RoundTripReport report) {
        return report.results().stream()
                .collect(Collectors.toMap(
                        result -> result.revision().file().toString().replaceAll(".*/|(\\.up)?\\.sql$|\\.py$", ""),
                        result -> !result.standing(Severity.ERROR).isEmpty(),
                        (one, other) -> one,
                        TreeMap::new));
    }

    private static Map<String, Boolean> truth(String name) throws IOException {
        String json = Files.readString(Path.of(System.getenv("HISTORIES_TRUTH")).resolve(name + ".json"));
        Map<String, Boolean> truth = new TreeMap<>();
        Matcher verdict = VERDICT.matcher(json);
        while (verdict.find()) {
            truth.put(
                    verdict.group(1),
                    !verdict.group(2).equals("ok") && !verdict.group(2).equals("cosmetic"));
        }
        assertThat(truth).as("verdicts in " + name + ".json").isNotEmpty();
        return truth;
    }
}
