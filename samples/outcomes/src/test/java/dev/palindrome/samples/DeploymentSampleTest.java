package dev.palindrome.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestServer;
import dev.palindrome.database.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of the deployment sample do what their order is there for. */
@Tag("database")
class DeploymentSampleTest {

    private static final Path SAMPLE = Path.of("samples/deployment");
    private static final TestServer SERVER = TestServers.shared(new DatabaseOptions(null, null, true, null, false));

    private static final Pattern SERVICE = Pattern.compile("^  (\\w+):\n((?:^(?: {4}.*)?\n)+)", Pattern.MULTILINE);

    private static final Pattern DEPENDENCY =
            Pattern.compile("^      (\\w+):\n        condition: (\\w+)$", Pattern.MULTILINE);
    private static final Pattern COMMAND = Pattern.compile("^    command: \\[(.*)]$", Pattern.MULTILINE);
    private static final Pattern JOB_LINE =
            Pattern.compile("^\\s*(?:- |run: |sh ')palindrome (.*?)'?$", Pattern.MULTILINE);
    private static final Pattern REPORT = Pattern.compile("--(?:json|html|markdown|sarif|junit-xml) (\\S+)");

    /** What people use. */
    private TestDatabase shop;

    /** Where migrations are tried. */
    private TestDatabase scratch;

    @BeforeEach
    void startServers() {
        shop = SERVER.create();
        scratch = SERVER.create();
    }

    @AfterEach
    void dropDatabases() {
        shop.close();
        scratch.close();
    }

    @Test
    void services_begin_when_those_before_them_have_succeeded() throws IOException {
        Map<String, String> services = services();

        assertThat(dependencies(services, "verify")).containsExactly("scratch: service_healthy");
        assertThat(dependencies(services, "rehearse")).containsExactly("verify: service_completed_successfully");
        assertThat(dependencies(services, "migrate"))
                .containsExactly("verify: service_completed_successfully", "db: service_healthy");
        assertThat(dependencies(services, "app")).containsExactly("migrate: service_completed_successfully");
    }

    @Test
    void commands_of_the_services_lead_to_the_schema_of_the_application() throws Exception {
        Map<String, String> services = services();

        assertThat(run(words(services, "verify"))).contains("3 revisions: 3 ok", "exit code 0");
        assertThat(run(words(services, "rehearse")))
                .contains("1 revision is pending", "1 revision: 1 ok", "exit code 0");
        assertThat(run(words(services, "migrate"))).contains("the database is at a10c03", "exit code 0");
        assertThat(run(words(services, "migrate"))).contains("exit code 0");
        assertThat(query(applicationsQuery(services))).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"github-actions.yml", "gitlab-ci.yml"})
    void jobs_verify_rehearse_and_apply(String file) throws Exception {
        List<String> lines = JOB_LINE.matcher(
                        Files.readString(SAMPLE.resolve("ci").resolve(file)))
                .results()
                .map(line -> line.group(1))
                .toList();

        assertThat(lines)
                .extracting(line -> line.split(" ", 2)[0])
                .containsExactly("verify", "verify", "pending", "upgrade");
        assertThat(lines.get(1)).contains("--from-dump");
        for (String line : lines) {
            // The jobs that apply are told the database by PALINDROME_JDBC_URL.
            String url = line.startsWith("verify") ? "" : " --jdbc-url postgresql://shop@db/shop";
            assertThat(run(List.of((line + url).split(" ")))).as(line).endsWith("exit code 0\n");
        }
        assertThat(query("SELECT count(*) FROM orders")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"github-actions-shards.yml", "gitlab-ci-shards.yml"})
    void jobs_verify_in_parts_and_merge(String file, @TempDir Path reports) throws Exception {
        String jobs = Files.readString(SAMPLE.resolve("ci").resolve(file));
        List<String> lines =
                JOB_LINE.matcher(jobs).results().map(line -> line.group(1)).toList();
        assertThat(lines).extracting(line -> line.split(" ", 2)[0]).containsExactly("verify", "merge-reports");
        assertThat(jobs).containsPattern("shard: \\[1, 2, 3]|parallel: 3\n");

        for (int shard = 1; shard <= 3; shard++) {
            String line = lines.get(0)
                    .replace("${{ matrix.shard }}", String.valueOf(shard))
                    .replace("$CI_NODE_INDEX", String.valueOf(shard))
                    .replace("$CI_NODE_TOTAL", "3")
                    .replace("--json ", "--json " + reports + "/");
            assertThat(run(List.of(line.split(" "))))
                    .as(line)
                    .contains("1 revision: 1 ok")
                    .endsWith("exit code 0\n");
        }

        String merge = lines.get(1)
                .replaceFirst(
                        "\\S*\\*\\.json", "%1$s/shard-1.json %1$s/shard-2.json %1$s/shard-3.json".formatted(reports))
                .replace("--json ", "--json " + reports + "/");
        assertThat(run(List.of(merge.split(" "))))
                .contains("3 revisions in 3 shards", "3 revisions: 3 ok")
                .endsWith("exit code 0\n");
        assertThat(reports.resolve("report.json")).content().contains("\"revisions\": 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"github-actions-reports.yml", "gitlab-ci-reports.yml", "Jenkinsfile"})
    void jobs_write_the_reports_that_they_keep(String file, @TempDir Path folder) throws Exception {
        String jobs = Files.readString(SAMPLE.resolve("ci").resolve(file));
        List<String> lines =
                JOB_LINE.matcher(jobs).results().map(line -> line.group(1)).toList();
        assertThat(lines).hasSize(1);

        List<String> reports = REPORT.matcher(lines.get(0))
                .results()
                .map(report -> report.group(1))
                .toList();
        String line =
                REPORT.matcher(lines.get(0)).replaceAll(report -> report.group().replace(" ", " " + folder + "/"));
        assertThat(run(List.of((line + " --jdbc-url postgresql://postgres@scratch/postgres").split(" "))))
                .as(line)
                .endsWith("exit code 0\n");
        assertThat(reports).isNotEmpty().allSatisfy(report -> {
            assertThat(folder.resolve(report)).isNotEmptyFile();
            assertThat(jobs.split(Pattern.quote(report)))
                    .as("uses of " + report)
                    .hasSizeGreaterThan(2);
        });
    }

    private static Map<String, String> services() throws IOException {
        String text = Files.readString(SAMPLE.resolve("docker-compose.yml"));
        Map<String, String> services = new LinkedHashMap<>();
        SERVICE.matcher(text.substring(text.indexOf("\nservices:\n") + 1, text.indexOf("\nnetworks:\n") + 1))
                .results()
                .forEach(service -> services.put(service.group(1), service.group(2)));
        assertThat(services).containsOnlyKeys("db", "scratch", "verify", "rehearse", "migrate", "app");
        return services;
    }

    private static List<String> dependencies(Map<String, String> services, String name) {
        return DEPENDENCY
                .matcher(services.getOrDefault(name, ""))
                .results()
                .map(dependency -> dependency.group(1) + ": " + dependency.group(2))
                .toList();
    }

    private static List<String> words(Map<String, String> services, String name) {
        return COMMAND.matcher(services.getOrDefault(name, ""))
                .results()
                .flatMap(command -> Pattern.compile("\"([^\"]*)\"")
                        .matcher(command.group(1))
                        .results())
                .map((MatchResult word) -> word.group(1))
                .toList();
    }

    private static String applicationsQuery(Map<String, String> services) {
        String last = words(services, "app").get(4);
        assertThat(last).startsWith("--command=");
        return last.substring("--command=".length());
    }

    /** Run a command with the servers and folders of this test in place of those of the containers. */
    private String run(List<String> words) {
        return CommandLine.run(words.stream()
                .map(word -> word.replace("postgresql://postgres@scratch/postgres", scratch.libpqUri())
                        .replace("postgresql://shop@db/shop", shop.libpqUri())
                        .replaceFirst("^/?(migrations|rehearsal/.*)$", SAMPLE + "/$1"))
                .toArray(String[]::new));
    }

    private String query(String sql) throws SQLException {
        try (Connection session = shop.connect();
                Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
