package dev.palindrome.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.roundtrip.RevisionStatus;
import dev.palindrome.roundtrip.RoundTripReport;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.FindingType;
import dev.palindrome.testing.JsonSchemas;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SarifReportTest {

    @TempDir
    private Path folder;

    private JsonNode run(RoundTripReport report) {
        String json = SarifReport.render(report, new SourceRoot(folder), 1);
        assertThat(JsonSchemas.sarifErrors(json)).isEmpty();
        return JsonSchemas.parse(json).path("runs").path(0);
    }

    private List<String> fingerprints(Finding... findings) {
        List<String> prints = new ArrayList<>();
        run(ReportSample.of(folder, 1).judged(RevisionStatus.ERROR, findings).report())
                .path("results")
                .forEach(result -> prints.add(result.path("partialFingerprints")
                        .path("palindromeFinding/v1")
                        .asText()));
        return prints;
    }

    @Test
    void schema_is_the_official_one_and_looks_at_formats() {
        assertThat(JsonSchemas.sarifErrors("{\"version\": \"2.1.0\"}")).anyMatch(error -> error.contains("runs"));
        assertThat(JsonSchemas.sarifErrors("{\"$schema\": \"no uri\", \"version\": \"2.1.0\", \"runs\": []}"))
                .anyMatch(error -> error.contains("uri"));
    }

    @Test
    void every_finding_of_the_catalogue_is_a_rule() {
        JsonNode rules = run(ReportSample.of(folder, 1)
                        .judged(RevisionStatus.OK)
                        .report())
                .path("tool")
                .path("driver")
                .path("rules");

        assertThat(rules).hasSize(FindingType.values().length);
        JsonNode first = rules.path(0);
        assertThat(first.path("id").asText()).isEqualTo("PAL-R01");
        assertThat(first.path("name").asText()).isEqualTo("down-restores-schema");
        assertThat(first.path("shortDescription").path("text").asText()).isEqualTo("Down restores schema");
        assertThat(first.path("fullDescription").path("text").asText()).startsWith("After upgrade and downgrade");
        assertThat(first.path("help").path("text").asText())
                .contains("What to do: Let the downgrade undo")
                .endsWith("\nMore: docs/findings/PAL-R01.md");
        assertThat(first.path("defaultConfiguration").path("level").asText()).isEqualTo("error");
    }

    @Test
    void results_have_level_place_and_properties() {
        JsonNode run = run(ReportSample.of(folder.resolve("db/new: ü %"), 1)
                .judged(
                        RevisionStatus.ERROR,
                        ReportSample.error("lost"),
                        ReportSample.warning("w"),
                        ReportSample.info("i"))
                .report("a note"));

        JsonNode results = run.path("results");
        assertThat(results).hasSize(3);
        assertThat(results.findValuesAsText("level")).containsExactly("error", "warning", "note");
        JsonNode place = results.path(0).path("locations").path(0);
        assertThat(place.path("physicalLocation")
                        .path("artifactLocation")
                        .path("uri")
                        .asText())
                .isEqualTo("db/new%3A%20%C3%BC%20%25/1_tidy_up.up.sql");
        assertThat(place.path("physicalLocation")
                        .path("artifactLocation")
                        .path("uriBaseId")
                        .asText())
                .isEqualTo("%SRCROOT%");
        assertThat(place.path("physicalLocation")
                        .path("region")
                        .path("startLine")
                        .asInt())
                .isEqualTo(3);
        assertThat(place.path("logicalLocations")
                        .path(0)
                        .path("fullyQualifiedName")
                        .asText())
                .isEqualTo("public.t");
        assertThat(results.path(0).path("properties").path("revision").asText()).isEqualTo("1");
        JsonNode invocation = run.path("invocations").path(0);
        assertThat(invocation.path("exitCode").asInt()).isEqualTo(1);
        assertThat(invocation.path("executionSuccessful").asBoolean()).isTrue();
        assertThat(invocation.path("toolExecutionNotifications").findValuesAsText("text"))
                .containsExactly("a note");
        assertThat(run.toString()).doesNotContain(folder.toString());
    }

    @Test
    void file_outside_of_the_root_has_an_absolute_uri() {
        RoundTripReport report = ReportSample.of(folder.resolve("db"), 1)
                .judged(RevisionStatus.ERROR, ReportSample.error("lost"))
                .report();

        String json = SarifReport.render(report, new SourceRoot(folder.resolve("elsewhere")), 1);

        assertThat(JsonSchemas.sarifErrors(json)).isEmpty();
        assertThat(json).contains("\"uri\": \"file:///").doesNotContain("\"uriBaseId\"");
    }

    @Test
    void allowed_finding_is_suppressed_with_the_reason() {
        JsonNode results = run(ReportSample.of(folder, 1)
                        .judged(RevisionStatus.OK, ReportSample.error("lost").allowedFor("by design"))
                        .report())
                .path("results");

        JsonNode suppression = results.path(0).path("suppressions").path(0);
        assertThat(suppression.path("kind").asText()).isEqualTo("inSource");
        assertThat(suppression.path("justification").asText()).isEqualTo("by design");
    }

    @Test
    void fingerprints_do_not_know_lines_and_are_never_the_same() {
        Finding finding = ReportSample.error("lost 3 rows");
        Finding moved = new Finding(
                finding.type(),
                finding.severity(),
                finding.leg(),
                finding.objects(),
                "lost 4 rows",
                new SourcePosition(Path.of("1_tidy_up.down.sql"), 99, 1),
                finding.evidence(),
                finding.allowed());
        Finding other = ReportSample.finding(FindingType.ROWS_CHANGED, "changed");

        assertThat(fingerprints(moved)).isEqualTo(fingerprints(finding));
        assertThat(fingerprints(finding, finding, other)).doesNotHaveDuplicates();
    }
}
