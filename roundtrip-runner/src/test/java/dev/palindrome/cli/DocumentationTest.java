package dev.palindrome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.settings.SettingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/command-line.md lists is what there is. */
class DocumentationTest {

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

        assertThat(Pattern.compile("^ {2,}(?:-\\w, )?(--[a-z-]+)", Pattern.MULTILINE)
                        .matcher(help)
                        .results()
                        .map(option -> option.group(1))
                        .filter(option -> !option.equals("--help") && !option.equals("--version")))
                .isNotEmpty()
                .allSatisfy(option -> assertThat(section).contains(option));
    }

    @Test
    void settings_are_listed_with_property_and_variable() {
        assertThat(Arrays.stream(SettingKey.values())
                        .map(key -> "| `%s` | `%s` |".formatted(key.property(), key.variable())))
                .allSatisfy(row -> assertThat(page).contains(row));
    }
}
