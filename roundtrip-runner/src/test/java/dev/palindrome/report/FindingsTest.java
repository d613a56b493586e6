package dev.palindrome.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestServers;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionSources;
import dev.palindrome.roundtrip.CheckGroup;
import dev.palindrome.roundtrip.HistoryChanges;
import dev.palindrome.roundtrip.RoundTrip;
import dev.palindrome.roundtrip.RoundTripOptions;
import dev.palindrome.roundtrip.RoundTripReport;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.FindingType;
import dev.palindrome.roundtrip.finding.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each finding's folder is its test, its documentation and its sample at once. */
class FindingsTest {

    private static final Path FOLDERS = Path.of("src/main/resources/findings");
    private static final Path PAGES = Path.of("../docs/findings");

    @ParameterizedTest
    @EnumSource(FindingType.class)
    @Tag("database")
    @Tag("server-only")
    void broken_example_yields_this_finding_and_no_other(FindingType type) throws SQLException {
        assertThat(found(type, "bad")).isNotEmpty().containsOnly(type.id());
    }

    @ParameterizedTest
    @EnumSource(FindingType.class)
    @Tag("database")
    void good_example_yields_nothing(FindingType type) throws SQLException {
        assertThat(found(type, "good")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(FindingType.class)
    void page_in_the_documentation_is_up_to_date(FindingType type) throws IOException {
        String page = FindingPage.render(
                type, earlierScripts(type), scripts(folder(type, "bad")), scripts(folder(type, "good")));
        Path file = PAGES.resolve(type.id() + ".md");
        if (Boolean.getBoolean("pages.update")) {
            Files.createDirectories(PAGES);
            Files.writeString(file, page);
        }

        assertThat(file)
                .as("Accept with: ./mvnw test -pl roundtrip-runner -am -Dtest=FindingsTest -Dpages.update=true"
                        + " -Dsurefire.failIfNoSpecifiedTests=false")
                .hasContent(page);
    }

    /** What breaks is most often also what locks, which is another lesson. */
    private static Set<CheckGroup> checks(FindingType type) {
        EnumSet<CheckGroup> locks = EnumSet.of(CheckGroup.LOCKS);
        return type.id().startsWith("PAL-L") ? locks : EnumSet.complementOf(locks);
    }

    private static List<String> found(FindingType type, String example) throws SQLException {
        RevisionHistory history = RevisionSources.read(folder(type, example), RevisionSources.AUTO);
        HistoryChanges changes = Files.isDirectory(folder(type, "earlier"))
                ? HistoryChanges.between(
                        "main", RevisionSources.read(folder(type, "earlier"), RevisionSources.AUTO), history)
                : HistoryChanges.none();
        RoundTripReport report = RoundTrip.on(
                        TestServers.shared(DatabaseOptions.automatic()),
                        RoundTripOptions.defaults().withChecks(checks(type)).withChanges(changes))
                .verify(history);
        return report.standing(Severity.INFO).stream()
                .map(Finding::type)
                .map(FindingType::id)
                .toList();
    }

    /** What a history is compared with, by the few findings that compare. */
    private static List<String> earlierScripts(FindingType type) throws IOException {
        Path earlier = folder(type, "earlier");
        return Files.isDirectory(earlier) ? scripts(earlier) : List.of();
    }

    private static Path folder(FindingType type, String example) {
        return FOLDERS.resolve(type.id()).resolve(example);
    }

    private static List<String> scripts(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(FindingsTest::read).collect(Collectors.toList());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
