package dev.palindrome.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.samples.Page.CodeBlock;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who follows docs/quick-start.md with Maven in an empty folder sees what it says. The local repository holds what this build has made, and
 * nothing else of ours; other people's libraries are taken from the ordinary one where it has them.
 */
@Tag("database")
class QuickStartWithMavenTest {

    private static final Pattern HINT = Pattern.compile("Add to the downgrade, after line (\\d+):\n +(.*)\n");
    private static final Pattern OURS_WITH_VERSION =
            Pattern.compile("(<artifactId>palindrome-junit-extension</artifactId>)\\s*<version>.*?</version>");

    @TempDir
    private Path folder = Path.of("");

    @TempDir
    private Path repository = Path.of("");

    private Page page = new Page(Path.of(""), "");

    @BeforeEach
    void publishWhatWasBuilt() throws IOException {
        page = Page.read(Path.of("docs/quick-start.md"));
        publish("palindrome-parent", Path.of("pom.xml"), null);
        publish("palindrome-bom", Built.file("target/bom/palindrome-bom.xml"), null);
        for (String module : List.of("schema-assert", "roundtrip-runner", "junit-extension")) {
            String name = "palindrome-" + module;
            Path jar = Built.file("%s/target/%s-%s.jar".formatted(module, name, Built.version()));
            publish(name, Path.of(module, "pom.xml"), jar);
        }
    }

    @Test
    void it_is_green_then_red_and_the_failure_says_how_to_mend_it() throws Exception {
        write("pom.xml", "src/test/java/shop/ShopMigrationsTest.java");
        write("migrations/1_create_orders.up.sql", "migrations/1_create_orders.down.sql");
        assertThat(test()).contains(page.output("[INFO] Tests run: ").strip()).endsWith("exit code 0\n");

        write("migrations/2_add_order_status.up.sql", "migrations/2_add_order_status.down.sql");
        String failure = test();
        assertThat(failure).contains(page.output("Downgrade of revision 2 ")).endsWith("exit code 1\n");

        Matcher hint = HINT.matcher(failure);
        assertThat(hint.find()).isTrue();
        Path downgrade = folder.resolve("migrations/2_add_order_status.down.sql");
        assertThat(Files.readAllLines(downgrade)).hasSize(Integer.parseInt(hint.group(1)));
        Files.writeString(downgrade, Files.readString(downgrade) + hint.group(2) + "\n");
        importTheBom();
        assertThat(test()).contains("Tests run: 2, Failures: 0,").endsWith("exit code 0\n");
    }

    /** As docs/installation.md shows it: then our version stands in one place. */
    private void importTheBom() throws IOException {
        String management = Page.read(Path.of("docs/installation.md")).blocks().stream()
                .map(CodeBlock::code)
                .filter(code -> code.startsWith("<dependencyManagement>"))
                .findFirst()
                .orElseThrow();
        Path pom = folder.resolve("pom.xml");
        String text = Files.readString(pom);
        String without = OURS_WITH_VERSION.matcher(text).replaceFirst("$1");
        assertThat(without).isNotEqualTo(text);
        Files.writeString(pom, without.replaceFirst("<dependencies>", Matcher.quoteReplacement(management) + "$0"));
    }

    /** Do what {@code mvn install} does, without building all again. */
    private void publish(String artifact, Path pom, @Nullable Path jar) throws IOException {
        Path place = Files.createDirectories(
                repository.resolve("dev/palindrome").resolve(artifact).resolve(Built.version()));
        String name = artifact + "-" + Built.version();
        Files.copy(pom, place.resolve(name + ".pom"));
        if (jar != null) {
            Files.copy(jar, place.resolve(name + ".jar"));
        }
    }

    private String test() throws Exception {
        String mvnw = "mvnw" + (File.separatorChar == '\\' ? ".cmd" : "");
        return Built.run(
                folder,
                // In CI an image is named, for which this project has no Testcontainers.
                Map.of("PALINDROME_IMAGE", ""),
                List.of(
                        Path.of(mvnw).toAbsolutePath().toString(),
                        "--batch-mode",
                        "-Dmaven.repo.local=" + repository,
                        "-Dmaven.repo.local.tail=" + System.getProperty("maven.repo.local"),
                        "test"));
    }

    private void write(String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, block(name));
        }
    }

    private String block(String name) {
        return page.blocks().stream()
                .filter(block -> name.equals(block.fileName()))
                .map(CodeBlock::code)
                .findFirst()
                .orElseThrow();
    }
}
