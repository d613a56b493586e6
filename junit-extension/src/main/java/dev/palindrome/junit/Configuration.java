package dev.palindrome.junit;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.roundtrip.RoundTripOptions;
import dev.palindrome.roundtrip.finding.Severity;
import dev.palindrome.settings.DatabaseSettings;
import dev.palindrome.settings.SettingKey;
import dev.palindrome.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Everything that decides what a test of migrations works on; equal configurations share their work. */
record Configuration(
        Path directory,
        String format,
        String setupSql,
        DatabaseOptions database,
        long seed,
        Severity failOn,
        Optional<String> onlyRevision) {

    /**
     * Return what annotations and settings say; the annotations go first.
     *
     * @param annotations the innermost first
     * @param test for messages
     * @throws ExtensionConfigurationException when there is no such folder, or a setting has a value that it cannot have
     */
    static Configuration of(List<MigrationTest> annotations, Settings settings, String test) {
        return new Configuration(
                MigrationFolder.find(first(annotations, MigrationTest::value), test),
                first(annotations, MigrationTest::format)
                        .or(() -> settings.text(SettingKey.FORMAT))
                        .orElse("auto"),
                first(annotations, MigrationTest::setupSql)
                        .or(() -> settings.text(SettingKey.SETUP_SQL))
                        .orElse(""),
                DatabaseSettings.of(settings),
                settings.number(SettingKey.SEED).orElse(RoundTripOptions.DEFAULT_SEED),
                settings.text(SettingKey.FAIL_ON).map(Configuration::severity).orElse(Severity.ERROR),
                settings.text(SettingKey.REVISION));
    }

    /** Return an attribute of the innermost annotation that sets it. */
    static Optional<String> first(List<MigrationTest> annotations, Function<MigrationTest, String> attribute) {
        return annotations.stream()
                .map(attribute)
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static Severity severity(String word) {
        return Stream.of(Severity.values())
                .filter(severity -> severity.toString().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new ExtensionConfigurationException(
                        "%s is '%s', expected error, warning or info".formatted(SettingKey.FAIL_ON.property(), word)));
    }
}
