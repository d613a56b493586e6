package dev.palindrome.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A page of Markdown: its blocks of code, its links, and what links can lead to.
 *
 * @param file the page, from the project's folder
 */
record Page(Path file, String text) {

    private static final Pattern BLOCK = Pattern.compile(
            "(?:^`(?<name>[^`\n]+)`:\n\n)?^```(?<language>\\w*)\n(?<code>.*?)^```$",
            Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern CODE_SPAN = Pattern.compile("(`+)(?!`).*?[^`]\\1(?!`)");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)|<img src=\"([^\"]+)\"");
    private static final Pattern HEADING = Pattern.compile("^#{1,6} (.+)$", Pattern.MULTILINE);

    static Page read(Path file) throws IOException {
        return new Page(file, Files.readString(file).replace("\r\n", "\n"));
    }

    /** Return all pages of the project, without those that a build or a download has made. */
    static List<Page> all() throws IOException {
        Set<Path> files = new LinkedHashSet<>();
        for (String name : List.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
            files.add(Path.of(name));
        }
        for (String folder : List.of("docs", "samples", "benchmarks", ".ci")) {
            try (Stream<Path> found = Files.find(
                    Path.of(folder), 8, (file, attributes) -> file.toString().endsWith(".md") && !isMade(file))) {
                found.sorted().forEach(files::add);
            }
        }
        List<Page> pages = new ArrayList<>();
        for (Path file : files) {
            pages.add(read(file));
        }
        return pages;
    }

    static boolean isMade(Path file) {
        return Stream.of("target", "node_modules", "dist", "cache")
                .anyMatch(made -> file.startsWith(made) || file.toString().contains("/" + made + "/"));
    }

    /** Return the blocks between lines of three backticks, in the order of the page. */
    List<CodeBlock> blocks() {
        return BLOCK.matcher(text)
                .results()
                .map(block -> new CodeBlock(
                        block.group(1),
                        block.group(2),
                        block.group(3),
                        1 + (int) text.substring(0, block.start(3)).lines().count()))
                .toList();
    }

    /** Return where links and images lead to, as they are written, without those to other sites. */
    List<String> links() {
        return LINK.matcher(CODE_SPAN.matcher(prose()).replaceAll(""))
                .results()
                .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
                .filter(link -> !link.matches("[a-z]+:.*"))
                .toList();
    }

    /** Return what can stand behind {@code #} in a link to this page, as GitHub makes it of headings. */
    Set<String> anchors() {
        Map<String, Integer> seen = new HashMap<>();
        Set<String> anchors = new LinkedHashSet<>();
        HEADING.matcher(prose()).results().forEach(heading -> {
            String anchor = heading.group(1)
                    .replaceAll("]\\([^)]*\\)", "")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                    .replace(' ', '-');
            int times = seen.merge(anchor, 1, Integer::sum);
            anchors.add(times == 1 ? anchor : anchor + "-" + (times - 1));
        });
        return anchors;
    }

    private String prose() {
        return BLOCK.matcher(text).replaceAll("");
    }

    /**
     * A block of code.
     *
     * @param fileName the name of the file that the block is, when a line above it says so
     * @param language what follows the backticks; empty for what programs print
     * @param line where its code begins in the page
     */
    record CodeBlock(@Nullable String fileName, String language, String code, int line) {}

    /** Return the first block without a language that begins so: what a program says. */
    String output(String beginning) {
        return blocks().stream()
                .filter(block -> block.language().isEmpty())
                .map(CodeBlock::code)
                .filter(code -> code.startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }
}
