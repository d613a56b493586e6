package dev.palindrome.cli;

import dev.palindrome.roundtrip.finding.Severity;
import dev.palindrome.settings.SettingKey;
import dev.palindrome.settings.Settings;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which findings make a command fail. */
final class ThresholdChoice {

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description = "The least severity that makes exit code 1: error (the default), warning, info.")
    private @Nullable Severity failOn;

    Severity threshold(Settings settings) {
        return Optional.ofNullable(failOn)
                .or(() -> settings.text(SettingKey.FAIL_ON).map(ThresholdChoice::severity))
                .orElse(Severity.ERROR);
    }

    private static Severity severity(String word) {
        try {
            return Severity.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "%s is '%s', expected error, warning or info".formatted(SettingKey.FAIL_ON.property(), word), e);
        }
    }
}
