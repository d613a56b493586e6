package dev.palindrome.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.revision.RevisionSources;
import dev.palindrome.samples.Page.CodeBlock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The documentation holds together: its links lead somewhere, and its code stands in what the build compiles or runs. */
class PagesTest {

    private static final Path CONTENTS = Path.of("docs/README.md");

    /** Where code that pages show is compiled, run or compared. */
    private static final List<Path> SOURCES = List.of(
            Path.of("samples"),
            Path.of("schema-assert/src/test"),
            Path.of("roundtrip-runner/src/test"),
            Path.of("roundtrip-runner/src/main/resources/findings"),
            Path.of("junit-extension/src/test"));

    /** What is no code: what programs print. */
    private static final Set<String> NO_CODE = Set.of("", "diff");

    /** FindingsTest renders, PalindromeSourceTest reads, VerifyReportSchemaTest validates, QuickStartTest follows. */
    private static final List<String> RUN_ELSEWHERE =
            List.of("docs/findings/PAL-", "docs/formats/palindrome.md", "docs/json.md", "docs/quick-start.md");

    private static final Pattern ELISION = Pattern.compile("…");

    private static Map<Path, Page> pages = new LinkedHashMap<>();
    private static List<Source> sources = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        for (Page page : Page.all()) {
            pages.put(page.file(), page);
        }
        for (Path folder : SOURCES) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(Files::isRegularFile)
                        .filter(Predicate.not(Page::isMade))
                        .filter(file -> !file.toString().endsWith(".md"))
                        .forEach(PagesTest::readSource);
            }
        }
    }

    @Test
    void links_lead_to_files_and_headings_that_are_there() {
        List<String> dead = new ArrayList<>();
        for (Page page : pages.values()) {
            for (String link : page.links()) {
                if (isDead(page, link)) {
                    dead.add(page.file() + ": " + link);
                }
            }
        }

        assertThat(dead).isEmpty();
    }

    @Test
    void every_page_can_be_reached_from_the_table_of_contents() {
        Set<Path> reached = new LinkedHashSet<>(Set.of(CONTENTS));
        Deque<Path> next = new ArrayDeque<>(reached);
        while (!next.isEmpty()) {
            Page page = pages.get(next.remove());
            page.links().stream()
                    .map(link -> target(page, link))
                    .filter(target -> target.startsWith("docs") && pages.containsKey(target))
                    .filter(reached::add)
                    .forEach(next::add);
        }

        assertThat(pages.keySet()).filteredOn(file -> file.startsWith("docs")).isSubsetOf(reached);
    }

    @Test
    void code_stands_in_what_the_build_compiles_or_runs() {
        List<String> elsewhere = new ArrayList<>();
        for (Page page : pages.values()) {
            for (CodeBlock block : page.blocks()) {
                if (!NO_CODE.contains(block.language()) && !isRun(page, block) && !isCutFromASource(block)) {
                    elsewhere.add("%s:%d: %s".formatted(page.file(), block.line(), firstLine(block)));
                }
            }
        }

        assertThat(elsewhere)
                .as("blocks that are in no file of %s, and in no page whose commands are run", SOURCES)
                .isEmpty();
    }

    @Test
    void every_format_has_a_page_to_follow() {
        assertThat(RevisionSources.formats())
                .filteredOn(format ->
                        !Set.of(RevisionSources.AUTO, "palindrome", "java").contains(format))
                .allSatisfy(format -> assertThat(
                                new CommandPage(pages.get(Path.of("docs/how-to/" + format + ".md"))).commands())
                        .isNotEmpty());
    }

    private static boolean isDead(Page page, String link) {
        Path target = target(page, link);
        int anchor = link.indexOf('#');
        if (anchor < 0 || !Files.exists(target)) {
            return !Files.exists(target);
        }
        return !pages.containsKey(target) || !pages.get(target).anchors().contains(link.substring(anchor + 1));
    }

    private static Path target(Page page, String link) {
        String file = link.replaceFirst("#.*", "");
        return file.isEmpty() ? page.file() : page.file().resolveSibling(file).normalize();
    }

    /** Whether another test runs it, or renders it. */
    private static boolean isRun(Page page, CodeBlock block) {
        return (CommandPage.isOne(page.file()) && new CommandPage(page).reads(block))
                || RUN_ELSEWHERE.stream().anyMatch(page.file().toString()::startsWith)
                || (block.language().equals("xml") && BuildVersions.agreeWith(block.code()))
                // DocumentationTest has the command line understand it.
                || block.language().equals("sh");
    }

    private static boolean isCutFromASource(CodeBlock block) {
        return sources.stream()
                .anyMatch(source -> block.language().equals("java")
                        ? holdsPieces(source.onOneLine(), block.code())
                        : holdsLines(source.text(), block.code()));
    }

    /** Indentation and line breaks are the formatter's, also those before a call in a chain. */
    private static String onOneLine(String text) {
        return text.replaceAll("\\s+", " ").replace(" .", ".").strip();
    }

    private static boolean holdsPieces(String source, String code) {
        int from = 0;
        for (String piece : ELISION.split(code, -1)) {
            String wanted = onOneLine(piece);
            int found = source.indexOf(wanted, from);
            if (found < 0) {
                return false;
            }
            from = found + wanted.length();
        }
        return true;
    }

    /** Whether the lines stand in the source in this order; what is between them is left out. */
    private static boolean holdsLines(String source, String code) {
        Iterator<String> lines = source.lines().map(String::strip).iterator();
        return code.lines()
                .map(String::strip)
                .filter(Predicate.not(String::isEmpty))
                .allMatch(wanted -> {
                    while (lines.hasNext()) {
                        String line = lines.next();
                        if (wanted.contains("…") ? holdsPieces(line, wanted) : line.equals(wanted)) {
                            return true;
                        }
                    }
                    return false;
                });
    }

    private static String firstLine(CodeBlock block) {
        return block.code().lines().findFirst().orElse("");
    }

    private static void readSource(Path file) {
        try {
            String text = Files.readString(file);
            sources.add(new Source(text, onOneLine(text)));
        } catch (MalformedInputException e) {
            // no text
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Source(String text, String onOneLine) {}
}
