package dev.palindrome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palindrome.revision.HistoryBuilder;
import dev.palindrome.testing.JsonSchemas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The reports that verify writes of a run on a real server. */
class ReportOptionsTest {

    @TempDir
    private Path folder;

    private Path migrations = Path.of("");

    @BeforeEach
    void makeHistory() {
        migrations = folder.resolve("it's größer");
        new HistoryBuilder(migrations)
                .file("1_create.up.sql", "CREATE TABLE \"a|`b`\" (id int);\n")
                .file("1_create.down.sql", "DROP TABLE \"a|`b`\";\n")
                .file("2_add_@status.up.sql", "SELECT 1;\nCREATE TYPE \"s``` @t\" AS ENUM ('new');\n")
                .file("2_add_@status.down.sql", "SELECT 1;\n")
                .file(
                        "3_meant.up.sql",
                        "-- palindrome:allow PAL-R01 u: shared with billing\nCREATE TYPE u AS ENUM ();\n")
                .file("3_meant.down.sql", "SELECT 1;\n")
                .file(
                        "4_broken.up.sql",
                        "DO $$ BEGIN RAISE EXCEPTION 'no' USING DETAIL = E'see\\n::x::from a script'; END $$;\n")
                .file("4_broken.down.sql", "SELECT 1;\n")
                .file("5_after.up.sql", "SELECT nowhere_either;\n")
                .file("5_after.down.sql", "SELECT 1;\n");
    }

    @Test
    @Tag("database")
    void one_run_writes_every_format() throws Exception {
        Path json = folder.resolve("r.json");
        Path markdown = folder.resolve("r.md");
        Path sarif = folder.resolve("r.sarif");
        Path junit = folder.resolve("r.xml");

        CommandRun run = CommandRun.of(
                "verify",
                migrations,
                "--embedded",
                "--json",
                json,
                "--markdown",
                markdown,
                "--sarif",
                sarif,
                "--junit-xml",
                junit,
                "--github");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(JsonSchemas.verifyReportErrors(Files.readString(json))).isEmpty();
        String log = Files.readString(sarif);
        assertThat(JsonSchemas.sarifErrors(log)).isEmpty();
        List<String> rules = new ArrayList<>();
        List<String> suppressed = new ArrayList<>();
        for (JsonNode result : JsonSchemas.parse(log).path("runs").path(0).path("results")) {
            rules.add(result.path("ruleId").asText());
            result.path("suppressions")
                    .forEach(entry -> suppressed.add(entry.path("justification").asText()));
        }
        assertThat(rules).contains("PAL-R01", "PAL-R08");
        assertThat(suppressed).contains("shared with billing");
        assertThat(Files.readString(markdown))
                .startsWith("## Palindrome: failed\n")
                .contains("````text\nDowngrade of revision 2 leaves a trace")
                .contains("<code>2 add &#64;status</code>");
        Document suites =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(Files.newInputStream(junit));
        NodeList cases = suites.getElementsByTagName("testcase");
        assertThat(cases.getLength()).isEqualTo(5);
        for (int index = 0; index < cases.getLength(); index++) {
            assertThat(((Element) cases.item(index)).getAttribute("time")).matches("\\d+\\.\\d{3}");
        }
        assertThat(suites.getElementsByTagName("failure").getLength()).isEqualTo(2);
        assertThat(suites.getElementsByTagName("skipped").getLength()).isEqualTo(1);
        List<String> commands = run.out()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("::"))
                .toList();
        assertThat(commands.get(0)).matches("::stop-commands::[0-9a-f-]{36}");
        // Nothing of others is between the two, and all of it before.
        assertThat(commands.get(1)).isEqualTo("::x::from a script");
        assertThat(commands.get(2)).isEqualTo(commands.get(0).replace("stop-commands::", "") + "::");
        assertThat(commands.subList(3, commands.size()))
                .isNotEmpty()
                .allMatch(line -> line.matches("::(error|warning|notice) file=.*,line=\\d+,title=PAL-.*::.*"))
                .anyMatch(line -> line.contains("/it's größer/2_add_@status.down.sql,line=1,title=PAL-R01 "));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(migrations, json, markdown, sarif, junit);
        }
    }

    @Test
    void file_that_cannot_be_written_is_an_error_before_anything_runs() {
        Path missing = folder.resolve("missing/r.md");

        for (String option : List.of("--json", "--markdown", "--sarif", "--junit-xml")) {
            CommandRun run = CommandRun.of("verify", migrations, "--embedded", option, missing);
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .isEqualTo("error: Cannot write %s: there is no folder %s, make it first\n"
                            .formatted(missing, missing.getParent()));
        }
    }

    @Test
    void two_reports_in_one_file_are_an_error() {
        Path file = folder.resolve("r");

        CommandRun run =
                CommandRun.of("verify", migrations, "--embedded", "--json", file, "--sarif", folder.resolve("./r"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("error: --json and --sarif name the same file ");
    }
}
