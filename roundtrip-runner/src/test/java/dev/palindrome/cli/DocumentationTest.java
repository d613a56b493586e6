package dev.palindrome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/** What docs/command-line.md lists is what there is, and commands on any page are understood. */
class DocumentationTest {

    private static final Pattern OPTION_IN_HELP = Pattern.compile("^ {2,}(?:-\\w, )?(--[a-z-]+)", Pattern.MULTILINE);
    private static final Pattern OPTION_IN_TABLE =
            Pattern.compile("^\\| `(?:-\\w[^`]*`, `)?(--[a-z-]+)", Pattern.MULTILINE);

    private static final Pattern COMMAND = Pattern.compile(
            "(?:^ *|`|- |run: |sh ')(?:bin/)?palindrome ((?:[a-z][a-z-]*)(?: [^`'\n]*)?)", Pattern.MULTILINE);
    private static final Pattern SYNTAX = Pattern.compile("[\\[…]|\\$\\{|\\$[A-Z]|K/N|\\bN\\b|\\|");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|\\S+");

    private static String page = "";

    @BeforeAll
    static void readPage() throws IOException {
        page = Files.readString(Path.of("..", "docs", "command-line.md"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verify",
                "snapshot",
                "diff",
                "clean",
                "upgrade",
                "downgrade",
                "current",
                "history",
                "heads",
                "check",
                "branches",
                "pending",
                "show",
                "stamp",
                "revision",
                "merge",
                "merge-reports"
            })
    void options_of_a_command_are_in_its_section(String command) {
        int begin = page.indexOf("## " + command + "\n");
        String section = page.substring(begin, page.indexOf("\n## ", begin + 1));
        String help = CommandRun.of(command, "--help").out();

        Set<String> options = OPTION_IN_HELP
                .matcher(help)
                .results()
                .map(option -> option.group(1))
                .filter(option -> !option.equals("--help") && !option.equals("--version"))
                .collect(Collectors.toSet());
        assertThat(options)
                .isNotEmpty()
                .allSatisfy(option -> assertThat(section).contains(option));
        assertThat(OPTION_IN_TABLE.matcher(section).results().map(option -> option.group(1)))
                .isSubsetOf(options);
    }

    @Test
    void commands_on_all_pages_are_understood() throws IOException {
        List<String> refused = new ArrayList<>();
        for (Path file : pages()) {
            commands(Files.readString(file))
                    .forEach(command ->
                            refusal(command).ifPresent(why -> refused.add(file + ": " + command + ": " + why)));
        }

        assertThat(refused).isEmpty();
    }

    /** Return those in blocks, in lines of build servers and within sentences; what has brackets or dots in it shows a syntax. */
    private static Stream<String> commands(String text) {
        return COMMAND.matcher(text)
                .results()
                .map(command -> command.group(1).replaceFirst("\\s+#.*", "").strip())
                .filter(command -> !SYNTAX.matcher(command).find());
    }

    private static Optional<String> refusal(String command) {
        try {
            new CommandLine(new Palindrome())
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .setExpandAtFiles(false)
                    .parseArgs(words(command));
            return Optional.empty();
        } catch (MissingParameterException e) {
            // A sentence that speaks of a command need not repeat what it cannot do without.
            return Optional.empty();
        } catch (ParameterException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static List<Path> pages() throws IOException {
        Path project = Path.of("..");
        List<Path> pages = new ArrayList<>(List.of(project.resolve("README.md")));
        for (String folder : List.of("docs", "samples")) {
            try (Stream<Path> found = Files.find(
                    project.resolve(folder),
                    6,
                    (file, attributes) ->
                            file.toString().endsWith(".md") && !file.toString().contains("node_modules"))) {
                found.sorted().forEach(pages::add);
            }
        }
        return pages;
    }

    private static String[] words(String command) {
        return WORD.matcher(command)
                .results()
                .map(word -> word.group(1) == null ? word.group() : word.group(1))
                .toArray(String[]::new);
    }
}
