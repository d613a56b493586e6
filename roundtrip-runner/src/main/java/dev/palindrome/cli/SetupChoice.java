package dev.palindrome.cli;

import dev.palindrome.roundtrip.SetupSql;
import dev.palindrome.settings.SettingKey;
import dev.palindrome.settings.Settings;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says what comes before the first revision. */
final class SetupChoice {

    /** More would bury the command that it is a part of. */
    private static final int SHORT = 120;

    @Option(
            names = "--setup-sql",
            paramLabel = "SQL",
            description =
                    "Run this once before the first revision, and before the script of a --target, such as extensions that are"
                            + " expected; @FILE for a script.")
    private @Nullable String given;

    /** Return what the user gave; empty when settings decide. */
    Optional<String> given() {
        return Optional.ofNullable(given);
    }

    /**
     * Return what is to be run; a script is read at once.
     *
     * @throws dev.palindrome.roundtrip.SetupFailedException when the script cannot be read
     */
    SetupSql sql(Settings settings) {
        return given().or(() -> settings.text(SettingKey.SETUP_SQL))
                .map(SetupSql::of)
                .orElse(SetupSql.none());
    }

    /** Return the words that make the same choice, unless they are too long to be repeated: see {@link #unsaid()}. */
    List<String> words() {
        return given().filter(SetupChoice::isShort)
                .map(sql -> List.of("--setup-sql", sql))
                .orElse(List.of());
    }

    /** Return what a command without the SQL has to be followed by; empty when {@link #words()} say it all. */
    String unsaid() {
        return given().filter(sql -> !isShort(sql)).isPresent() ? "  (and the same --setup-sql)" : "";
    }

    private static boolean isShort(String sql) {
        return sql.length() <= SHORT && sql.indexOf('\n') < 0;
    }
}
