package dev.palindrome.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestServers;
import dev.palindrome.revision.RevisionSources;
import dev.palindrome.roundtrip.CheckGroup;
import dev.palindrome.roundtrip.RoundTrip;
import dev.palindrome.roundtrip.RoundTripOptions;
import dev.palindrome.roundtrip.RoundTripReport;
import dev.palindrome.roundtrip.finding.Evidence;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.Severity;
import dev.palindrome.testing.JsonSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reports of real runs, by the schemas of JSON and of SARIF. */
class VerifyReportSchemaTest {

    /** Broken examples of the findings that between them have every kind of evidence. */
    private static final List<String> EXAMPLES =
            List.of("PAL-R01", "PAL-R03", "PAL-R04", "PAL-R07", "PAL-R08", "PAL-D01", "PAL-L01", "PAL-V01");

    @Test
    @Tag("database")
    void findings_of_every_kind_of_evidence_are_valid() throws SQLException {
        Set<Class<?>> kinds = new HashSet<>();
        boolean watched = false;
        for (String example : EXAMPLES) {
            RoundTripReport report = verify(example);
            watched |=
                    report.results().stream().anyMatch(result -> !result.locks().isEmpty());
            report.standing(Severity.INFO).stream()
                    .map(Finding::evidence)
                    .map(Object::getClass)
                    .forEach(kinds::add);

            assertThat(JsonSchemas.verifyReportErrors(JsonReport.render(report)))
                    .as(example)
                    .isEmpty();
            assertThat(JsonSchemas.sarifErrors(SarifReport.render(report, new SourceRoot(Path.of("")), 1)))
                    .as(example)
                    .isEmpty();
        }

        assertThat(watched).isTrue();
        assertThat(kinds)
                .contains(
                        Evidence.Schemas.class,
                        Evidence.Refusal.class,
                        Evidence.Statements.class,
                        Evidence.Review.class,
                        Evidence.Rows.class,
                        Evidence.Traced.class,
                        Evidence.None.class);
    }

    @Test
    @Tag("database")
    void values_that_changed_are_told_as_data() throws SQLException {
        String json = JsonReport.render(verify("PAL-D02"));

        assertThat(JsonSchemas.verifyReportErrors(json)).isEmpty();
        assertThat(json)
                .containsPattern("\"changes\": \\[\\s+\\{\\s+\"row\": \"id = -?\\d+\",\\s+\"column\": \"name\","
                        + "\\s+\"before\": \"'O'Brien .*\",\\s+\"after\": \"'o'brien .*\"\\s+}");
    }

    @Test
    void example_of_the_documentation_is_valid() throws IOException {
        String page = Files.readString(Path.of("../docs/json.md")).replace("\r\n", "\n");
        int begin = page.indexOf("```json\n") + "```json\n".length();

        assertThat(JsonSchemas.verifyReportErrors(page.substring(begin, page.indexOf("```", begin))))
                .isEmpty();
    }

    @Test
    void schema_refuses_what_is_no_report() {
        assertThat(JsonSchemas.verifyReportErrors("{\"version\": 2}"))
                .anyMatch(error -> error.contains("version"))
                .anyMatch(error -> error.contains("revisions"));
    }

    private static RoundTripReport verify(String example) throws SQLException {
        Path folder = Path.of("src/main/resources/findings", example, "bad");
        return RoundTrip.on(
                        TestServers.shared(DatabaseOptions.automatic()),
                        RoundTripOptions.defaults().withChecks(EnumSet.allOf(CheckGroup.class)))
                .verify(RevisionSources.read(folder, RevisionSources.AUTO));
    }
}
