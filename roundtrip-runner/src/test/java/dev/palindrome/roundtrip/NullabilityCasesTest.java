package dev.palindrome.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestServers;
import dev.palindrome.revision.RevisionSources;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.Severity;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How NULL bites: each folder of {@code cases} holds a broken example, a correct variant, and the finding that the broken one yields. A
 * case is added by adding a folder.
 */
@Tag("database")
@Tag("server-only")
class NullabilityCasesTest {

    private static final Path CASES = Path.of("src/test/resources/cases");

    @ParameterizedTest
    @MethodSource("cases")
    void broken_example_is_caught(String name) throws IOException, SQLException {
        assertThat(found(name, "bad"))
                .extracting(finding -> finding.type().id())
                .as(() -> "findings of the broken example")
                .containsOnly(expected(name));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void correct_variant_passes(String name) throws SQLException {
        assertThat(found(name, "good"))
                .extracting(finding -> finding.type().id() + " " + finding.message())
                .isEmpty();
    }

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static String expected(String name) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(CASES.resolve(name).resolve("case.properties"))) {
            properties.load(reader);
        }
        return properties.getProperty("finds");
    }

    private static List<Finding> found(String name, String example) throws SQLException {
        return RoundTrip.on(
                        TestServers.shared(new DatabaseOptions(null, null, true, null, false)),
                        RoundTripOptions.defaults()
                                .withChecks(EnumSet.complementOf(EnumSet.of(CheckGroup.REVIEW, CheckGroup.LOCKS))))
                .verify(RevisionSources.read(CASES.resolve(name).resolve(example), RevisionSources.AUTO))
                .standing(Severity.WARNING);
    }
}
