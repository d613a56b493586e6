package dev.palindrome.samples;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The GitHub Action and the template for GitLab: their scripts are run as the build servers run them. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the scripts are for Bash and sh")
class BuildServersTest {

    private static final Path ACTION = Path.of("action.yml");
    private static final Path TEMPLATE = Path.of("samples/deployment/ci/gitlab-template.yml");

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{ ([\\w.-]+) }}");
    private static final Pattern INPUT = Pattern.compile("\\$\\[\\[ inputs\\.([\\w-]+) ]]");

    @TempDir
    private Path folder = Path.of("");

    @Tag("database")
    @Test
    void action_reports_and_fails_the_job() throws Exception {
        Job job = new Job(folder);
        job.inputs.put("directory", sample("forgotten-drop-type").toString());
        job.inputs.put("jar", Built.jar().toString());

        String text = job.run();

        assertThat(text)
                .contains("Downgrade of revision 7c1f0a leaves a trace", "::error file=", "title=PAL-R01")
                .endsWith("exit code 1\n");
        assertThat(job.summary).content().contains("PAL-R01", "DROP TYPE public.order_status;");
        assertThat(job.outputs).containsEntry("steps.verify.outputs.exit-code", "1");
        for (String report : List.of("json", "markdown", "html", "sarif", "junit-xml")) {
            assertThat(Path.of(job.output(report))).as(report).isNotEmptyFile();
        }
    }

    /** What an input says is never run, and no word of it is split. */
    @Tag("database")
    @Test
    void action_takes_inputs_as_they_are() throws Exception {
        Path hostile = Files.createDirectory(folder.resolve("it's $(touch made) \"; touch made; #"));
        for (String name : List.of("1_a.up.sql", "1_a.down.sql")) {
            Files.writeString(hostile.resolve(name), name.contains("up") ? "CREATE TABLE a ();\n" : "DROP TABLE a;\n");
        }
        Path jar = Files.copy(Built.jar(), folder.resolve("a jar;touch made.jar"));
        Job job = new Job(folder);
        job.inputs.putAll(Map.of(
                "directory", hostile.getFileName().toString(),
                "jar", jar.toString(),
                "format", "golang-migrate",
                "checks", "round-trip",
                "fail-on", "warning",
                "args", "--setup-sql=CREATE TABLE \"$(touch made)\" ()\n\n--seed=7\n"));

        String text = job.run();

        assertThat(text).contains("1 revision: 1 ok", "seed 7").endsWith("exit code 0\n");
        assertThat(folder.resolve("made")).doesNotExist();
    }

    @Test
    void action_says_which_jar_is_missing() throws Exception {
        Job job = new Job(folder);
        job.inputs.put("directory", "migrations");
        job.inputs.put("jar", "nowhere.jar");

        assertThat(job.run())
                .startsWith("::error title=palindrome::There is no file nowhere.jar: ")
                .endsWith("exit code 2\n");
    }

    @Test
    void scripts_know_inputs_as_variables_only() throws IOException {
        for (Map<String, Object> step : steps()) {
            assertThat(String.valueOf(step.get("run"))).doesNotContain("${{");
        }
        assertThat(script(template())).doesNotContain("$[[");
    }

    @Test
    void action_and_template_use_the_inputs_that_they_have() throws IOException {
        assertThat(EXPRESSION.matcher(Files.readString(ACTION)).results().map(found -> found.group(1)))
                .containsAll(map(action(), "inputs").keySet().stream()
                        .filter(input -> !input.equals("upload-sarif"))
                        .map(input -> "inputs." + input)
                        .toList());
        Map<String, Object> header = documents().get(0);
        assertThat(INPUT.matcher(Files.readString(TEMPLATE)).results().map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        map(map(header, "spec"), "inputs").keySet());
    }

    @Test
    void samples_give_inputs_that_there_are() throws IOException {
        Map<String, Object> job = map(
                map(new Yaml().load(Files.readString(Path.of("samples/deployment/ci/github-action.yml"))), "jobs"),
                "verify");
        Map<String, Object> step = map(Map.of("step", ((List<?>) job.get("steps")).get(1)), "step");
        assertThat(map(action(), "inputs").keySet())
                .containsAll(map(step, "with").keySet());

        Map<String, Object> file =
                new Yaml().load(Files.readString(Path.of("samples/deployment/ci/gitlab-ci-include.yml")));
        Map<String, Object> include = map(Map.of("include", ((List<?>) file.get("include")).get(0)), "include");
        assertThat(map(map(documents().get(0), "spec"), "inputs").keySet())
                .containsAll(map(include, "inputs").keySet());
    }

    @Tag("database")
    @Test
    void template_verifies_and_reports() throws Exception {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path palindrome = Files.writeString(
                bin.resolve("palindrome"),
                "#!/bin/sh\nexec '%s' -jar '%s' \"$@\"\n".formatted(Built.java(), Built.jar()));
        Files.setPosixFilePermissions(palindrome, PosixFilePermissions.fromString("rwx------"));
        Map<String, String> environment = new LinkedHashMap<>();
        map(template(), "variables").forEach((name, value) -> environment.put(name, value.toString()));
        environment.putAll(Map.of(
                "MIGRATIONS",
                sample("forgotten-drop-type").toString(),
                "CHECKS",
                "round-trip",
                "FAIL_ON",
                "error",
                "PATH",
                bin + ":" + System.getenv("PATH")));

        try (TestDatabase scratch = TestServers.shared(new DatabaseOptions(null, null, true, null, false))
                .create()) {
            String script = script(template())
                    .replace("postgresql://postgres@scratch/postgres", "'" + scratch.libpqUri() + "'");
            String text = Built.run(folder, environment, List.of("sh", "-e", "-c", script));

            assertThat(text)
                    .contains("Downgrade of revision 7c1f0a leaves a trace")
                    .endsWith("exit code 1\n");
        }
        Map<String, Object> artifacts = map(template(), "artifacts");
        List<String> files = new ArrayList<>();
        ((List<?>) artifacts.get("paths")).forEach(path -> files.add(path.toString()));
        map(artifacts, "reports").values().forEach(report -> files.add(report.toString()));
        assertThat(files)
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(file -> assertThat(folder.resolve(file)).isNotEmptyFile());
    }

    private static Path sample(String name) {
        return Path.of("samples", name, "migrations").toAbsolutePath();
    }

    private static Map<String, Object> action() throws IOException {
        return new Yaml().load(Files.readString(ACTION));
    }

    @SuppressWarnings("unchecked") // as the format has it
    private static List<Map<String, Object>> steps() throws IOException {
        return (List<Map<String, Object>>) map(action(), "runs").getOrDefault("steps", List.of());
    }

    private static Map<String, Object> template() throws IOException {
        return map(documents().get(1), "palindrome");
    }

    private static List<Map<String, Object>> documents() throws IOException {
        List<Map<String, Object>> documents = new ArrayList<>();
        for (Object document : new Yaml().loadAll(Files.readString(TEMPLATE))) {
            documents.add(map(Map.of("document", document), "document"));
        }
        return documents;
    }

    private static String script(Map<String, Object> job) {
        return ((List<?>) job.getOrDefault("script", List.of()))
                .stream().map(Object::toString).collect(joining("\n"));
    }

    @SuppressWarnings("unchecked") // as the format has it
    private static Map<String, Object> map(Map<String, Object> parent, String name) {
        assertThat(parent.get(name)).as(name).isInstanceOf(Map.class);
        return (Map<String, Object>) parent.getOrDefault(name, Map.of());
    }

    /** A job that has the action as its only step. */
    private static final class Job {

        private final Path folder;
        final Path summary;
        final Map<String, String> inputs = new LinkedHashMap<>();
        final Map<String, String> outputs = new LinkedHashMap<>();

        Job(Path folder) throws IOException {
            this.folder = folder;
            summary = Files.createFile(folder.resolve("summary.md"));
            for (Map.Entry<String, Object> input : map(action(), "inputs").entrySet()) {
                Object value = ((Map<?, ?>) input.getValue()).get("default");
                inputs.put(input.getKey(), value == null ? "" : value.toString());
            }
        }

        String output(String name) {
            Object value = ((Map<?, ?>) map(read(), "outputs").getOrDefault(name, Map.of())).get("value");
            return evaluate(String.valueOf(value));
        }

        /** Run the steps up to the first that fails, each as GitHub does. Return what they print, and the last exit code. */
        String run() throws Exception {
            String text = "";
            for (Map<String, Object> step : steps()) {
                if (!step.containsKey("run")) {
                    continue;
                }
                assertThat(step).containsEntry("shell", "bash");
                text += runStep(step);
                if (!text.endsWith("exit code 0\n")) {
                    break;
                }
            }
            return text;
        }

        private String runStep(Map<String, Object> step) throws Exception {
            Path script = Files.writeString(folder.resolve("step.sh"), String.valueOf(step.get("run")));
            Path output = Files.writeString(folder.resolve("output.txt"), "");
            Map<String, String> environment = new LinkedHashMap<>(Map.of(
                    "GITHUB_OUTPUT", output.toString(),
                    "GITHUB_STEP_SUMMARY", summary.toString(),
                    "RUNNER_TEMP", folder.toString(),
                    "JAVA_HOME", System.getProperty("java.home")));
            map(step, "env").forEach((name, value) -> environment.put(name, evaluate(value.toString())));
            String text = Built.run(
                    folder,
                    environment,
                    List.of("bash", "--noprofile", "--norc", "-eo", "pipefail", script.toString()));
            for (String line : Files.readAllLines(output)) {
                String[] parts = line.split("=", 2);
                outputs.put("steps.%s.outputs.%s".formatted(step.get("id"), parts[0]), parts[1]);
            }
            return text;
        }

        private String evaluate(String value) {
            return EXPRESSION
                    .matcher(value)
                    .replaceAll(expression -> Matcher.quoteReplacement(
                            switch (expression.group(1)) {
                                case "github.action_path" ->
                                    Path.of("").toAbsolutePath().toString();
                                default ->
                                    outputs.getOrDefault(
                                            expression.group(1),
                                            inputs.getOrDefault(
                                                    expression.group(1).replaceFirst("^inputs\\.", ""), ""));
                            }));
        }

        private static Map<String, Object> read() {
            try {
                return action();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
