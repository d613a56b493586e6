package dev.palindrome.samples;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.cli.Palindrome;
import dev.palindrome.junit.Allow;
import dev.palindrome.junit.MigrationTest;
import dev.palindrome.junit.Snapshots;
import dev.palindrome.roundtrip.CheckGroup;
import dev.palindrome.roundtrip.RoundTripOptions;
import dev.palindrome.roundtrip.finding.FindingType;
import dev.palindrome.roundtrip.finding.Severity;
import dev.palindrome.settings.SettingKey;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/** The pages of the reference that are written from the code are as the code is. */
class ReferencePagesTest {

    private static final Path DOCS = Path.of("docs");
    private static final String WRITTEN = "<!-- Written by the build, in ReferencePagesTest. -->\n";

    /** Not that of the terminal, if there is one. */
    @BeforeAll
    static void setWidth() {
        System.setProperty("picocli.usage.width", "80");
    }

    @AfterAll
    static void clearWidth() {
        System.clearProperty("picocli.usage.width");
    }

    @Test
    void options_are_those_of_the_commands() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Options of the command line

                What `palindrome COMMAND --help` prints. What the options mean at length: [command line](command-line.md).

                """);
        for (Class<?> command : Palindrome.class.getAnnotation(Command.class).subcommands()) {
            String name = command.getAnnotation(Command.class).name();
            String help = CommandLine.run(name, "--help").replace("exit code 0\n", "");
            page.append("## %s%n%n```%n%s```%n%n".formatted(name, help));
        }

        assertUpToDate("options.md", page + WRITTEN);
    }

    @Test
    void settings_are_those_of_the_code() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Settings

                Each may be a JUnit configuration parameter, a system property, an environment variable, or a line of
                [`palindrome.properties`](command-line.md#settings). An option or an annotation goes before all of them. A property may be written as its option
                is, `palindrome.jdbc-url`.

                | property | variable | unless given | meaning |
                |---|---|---|---|
                """);
        for (SettingKey key : SettingKey.values()) {
            page.append("| `%s` | `%s` | %s | %s%s |%n"
                    .formatted(
                            key.property(),
                            key.variable(),
                            otherwise(key),
                            key.meaning().replaceAll("<\\w+>", "`$0`"),
                            more(key)));
        }

        assertUpToDate("settings.md", page + "\n" + WRITTEN);
    }

    @Test
    void attributes_are_those_of_the_annotations() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Annotations

                How they are used: [JUnit](junit.md).

                """);
        for (Class<? extends Annotation> annotation : List.of(MigrationTest.class, Allow.class)) {
            page.append("## @%s%n%n%s%n%n"
                    .formatted(annotation.getSimpleName(), comment(annotation, annotation.getSimpleName())));
            page.append("| attribute | type | unless given | |\n|---|---|---|---|\n");
            for (Method attribute : inOrder(annotation)) {
                page.append("| `%s` | `%s` | %s | %s |%n"
                        .formatted(
                                attribute.getName(),
                                attribute.getReturnType().getSimpleName(),
                                text(attribute.getDefaultValue()),
                                comment(annotation, attribute.getName() + "()")));
            }
            page.append('\n');
        }
        page.append("## Snapshots\n\n| constant | |\n|---|---|\n");
        for (Snapshots constant : Snapshots.values()) {
            page.append("| `%s` | %s |%n".formatted(constant, comment(Snapshots.class, constant.name())));
        }

        assertUpToDate("annotations.md", page + "\n" + WRITTEN);
    }

    @Test
    void index_of_findings_has_each_of_them() throws IOException {
        String index = Files.readString(DOCS.resolve("findings/README.md"));

        assertThat(index.lines().filter(line -> line.startsWith("| [PAL-")).filter(line -> !line.contains("PAL-S01")))
                .hasSameSizeAs(FindingType.values());
        assertThat(FindingType.values())
                .allSatisfy(type -> assertThat(index)
                        .contains("| [%1$s](%1$s.md) | %2$s | %3$s"
                                .formatted(
                                        type.id(),
                                        type.title(),
                                        type.severity().name().toLowerCase(Locale.ROOT))));
    }

    /** What holds unless a key is given; a new key must be thought of here. */
    private static String otherwise(SettingKey key) {
        return switch (key) {
            case JDBC_URL, EMBEDDED -> "[a server is chosen](databases.md)";
            case IMAGE -> "`postgres:18-alpine`";
            case FORMAT -> "`auto`";
            case ALLOW_REMOTE, VERIFY_FAST_PATH -> "`false`";
            case PYTHON -> "[looked for](formats/alembic.md#python)";
            case CLASSPATH -> "Maven's or Gradle's folders";
            case CHECKS ->
                CheckGroup.usual().stream().map(ReferencePagesTest::word).collect(joining(",", "`", "`"));
            case ROWS -> "`palindrome/rows`, if it is there";
            case SEED -> "`" + RoundTripOptions.DEFAULT_SEED + "`";
            case JOBS -> "`1`; on the command line, with rows, as many as there is enough to do for";
            case FAIL_ON -> "`" + word(Severity.ERROR) + "`";
            case SNAPSHOTS_UPDATE -> "`auto`";
            case REPORTS -> "`target/palindrome`, or Gradle's `build/palindrome`";
            case CACHE -> "`~/.cache/palindrome`";
            case MVN -> "`mvn`";
            case ALEMBIC_ENV,
                    ALEMBIC_X,
                    SQITCH_SET,
                    LIQUIBASE_CONTEXTS,
                    LIQUIBASE_LABEL_FILTER,
                    LIQUIBASE_FOLDER,
                    SETUP_SQL,
                    REVISION,
                    BASELINE -> "none";
        };
    }

    private static String more(SettingKey key) {
        return switch (key) {
            case ALEMBIC_ENV -> ": [the database](formats/alembic.md#the-database)";
            case SQITCH_SET -> ": [formats](formats/README.md)";
            case CLASSPATH ->
                ": [the entities of Hibernate](command-line.md#the-entities-of-hibernate), [Java](formats/java.md)";
            case LIQUIBASE_CONTEXTS, LIQUIBASE_LABEL_FILTER -> ": [Liquibase](formats/README.md#liquibase)";
            case LIQUIBASE_FOLDER -> ": [Liquibase](deploying.md#liquibase)";
            case SETUP_SQL -> "; `@FILE` for [a script](command-line.md#what-comes-before-the-first-revision)";
            case ROWS -> ": [rows](rows.md)";
            case JOBS -> ": [several at once](command-line.md#several-at-once)";
            case BASELINE -> ": [an old history](command-line.md#an-old-history)";
            case VERIFY_FAST_PATH -> ": [how it is read](explanation/round-trip.md#how-the-schema-is-read)";
            case REPORTS -> ": [reports of tests](reports.md#reports-of-tests)";
            case SNAPSHOTS_UPDATE -> ": [snapshots](snapshots.md#what-a-run-may-write)";
            default -> "";
        };
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Return the attributes in the order of the source; reflection has none. */
    private static List<Method> inOrder(Class<? extends Annotation> annotation) throws IOException {
        String source = source(annotation);
        return Arrays.stream(annotation.getDeclaredMethods())
                .sorted(Comparator.comparing(attribute -> source.indexOf(" " + attribute.getName() + "()")))
                .toList();
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "must be given";
        }
        if (value.getClass().isArray()) {
            assertThat(Array.getLength(value)).isZero();
            return "none";
        }
        return value.equals("") ? "none" : "`" + value + "`";
    }

    /** Return what the Javadoc above a declaration says, as Markdown on one line. */
    private static String comment(Class<?> type, String declaration) throws IOException {
        String source = source(type);
        int at = Pattern.compile(
                        "^(?:public @interface |    (?:\\S+ )?)" + Pattern.quote(declaration) + "(?!\\w)",
                        Pattern.MULTILINE)
                .matcher(source)
                .results()
                .findFirst()
                .orElseThrow()
                .start();
        int begin = source.lastIndexOf("/**", at);
        return source.substring(begin + 3, source.indexOf("*/", begin))
                .replaceAll("(?m)^\\s*\\* ?", "")
                .replaceAll("<p>", "")
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("\\{@link (?:[\\w.]*[.#])?(\\w+)(?:\\(\\))?}", "`$1`")
                .replaceAll("\\s+", " ")
                .strip()
                .replaceFirst("^Return ", "");
    }

    private static String source(Class<?> type) throws IOException {
        return Files.readString(
                Path.of("junit-extension/src/main/java", type.getName().replace('.', '/') + ".java"));
    }

    private static void assertUpToDate(String name, String page) throws IOException {
        Path file = DOCS.resolve(name);
        String text = page.replace(System.lineSeparator(), "\n");
        if (Boolean.getBoolean("pages.update")) {
            Files.writeString(file, text);
        }

        assertThat(file)
                .as("Accept with: ./mvnw test -pl samples/outcomes -am -Dtest=ReferencePagesTest -Dpages.update=true"
                        + " -Dsurefire.failIfNoSpecifiedTests=false")
                .hasContent(text);
    }
}
