package dev.palindrome.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/assertions.md shows stands in tests that the build runs: its code, and the failures word for word. */
class AssertionsPageTest {

    private static final List<Path> SOURCES = List.of(
            Path.of("junit-extension/src/test/java/dev/palindrome/junit/AssertionExamplesTest.java"),
            Path.of("junit-extension/src/test/java/dev/palindrome/junit/SchemasTest.java"),
            Path.of("samples/hibernate-create-all/src/test/java/shop/ShopSchemaTest.java"),
            Path.of("schema-assert/src/test/java/dev/palindrome/schema/SchemaNavigationTest.java"),
            Path.of("schema-assert/src/test/java/dev/palindrome/schema/SchemaSoftAssertionsTest.java"));

    private static final Pattern BLOCK = Pattern.compile("^```\\w*\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private static String sources = "";

    @BeforeAll
    static void readSources() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path source : SOURCES) {
            text.append(Files.readString(source)).append('\n');
        }
        sources = onOneLine(text.toString());
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void block_stands_in_a_test(String block) {
        assertThat(sources).contains(onOneLine(block));
    }

    static Stream<String> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(Path.of("docs/assertions.md")))
                .results()
                .map((MatchResult block) -> block.group(1));
    }

    /** Indentation and line breaks are the formatter's, also those before a call in a chain. */
    private static String onOneLine(String text) {
        return text.replaceAll("\\s+", " ").replace(" .", ".").strip();
    }
}
