package dev.palindrome.junit;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.revision.Allowance;
import dev.palindrome.revision.ProgramOptions;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.roundtrip.CheckGroup;
import dev.palindrome.roundtrip.OwnRows;
import dev.palindrome.roundtrip.RoundTripOptions;
import dev.palindrome.roundtrip.SetupSql;
import dev.palindrome.roundtrip.finding.FindingType;
import dev.palindrome.roundtrip.finding.Severity;
import dev.palindrome.settings.DatabaseSettings;
import dev.palindrome.settings.Jobs;
import dev.palindrome.settings.ProgramSettings;
import dev.palindrome.settings.SettingKey;
import dev.palindrome.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Everything that decides what a test of migrations works on; equal configurations share their work. */
record Configuration(
        Path directory,
        String format,
        ProgramOptions program,
        SetupSql setupSql,
        DatabaseOptions database,
        long seed,
        Severity failOn,
        Optional<String> onlyRevision,
        Set<CheckGroup> checks,
        Optional<Path> rows,
        List<String> assumptions,
        List<Allowance> allowances,
        Optional<Path> baseline,
        int jobs) {

    /**
     * Return what annotations and settings say; the annotations go first.
     *
     * @param annotations the innermost first
     * @param test for messages
     * @throws ExtensionConfigurationException when there is no such folder, or a setting has a value that it cannot have
     */
    static Configuration of(List<MigrationTest> annotations, Settings settings, String test) {
        Path directory = MigrationFolder.find(first(annotations, MigrationTest::value), test);
        return new Configuration(
                directory,
                first(annotations, MigrationTest::format)
                        .or(() -> settings.text(SettingKey.FORMAT))
                        .orElse("auto"),
                ProgramSettings.of(settings),
                first(annotations, MigrationTest::setupSql)
                        .or(() -> settings.text(SettingKey.SETUP_SQL))
                        .map(sql -> setupSql(sql, test))
                        .orElse(SetupSql.none()),
                DatabaseSettings.of(settings),
                settings.number(SettingKey.SEED).orElse(RoundTripOptions.DEFAULT_SEED),
                settings.text(SettingKey.FAIL_ON).map(Configuration::severity).orElse(Severity.ERROR),
                settings.text(SettingKey.REVISION),
                checks(annotations, settings, test),
                rows(first(annotations, MigrationTest::rows).or(() -> settings.text(SettingKey.ROWS)), directory, test),
                annotations.stream()
                        .flatMap(annotation -> Stream.of(annotation.assume()))
                        .toList(),
                annotations.stream()
                        .flatMap(annotation -> Stream.of(annotation.allow()))
                        .map(allow -> allowance(allow, test))
                        .toList(),
                settings.text(SettingKey.BASELINE).map(file -> baseline(Path.of(file), directory)),
                Jobs.of(settings).orElse(1));
    }

    private static Set<CheckGroup> checks(List<MigrationTest> annotations, Settings settings, String test) {
        Optional<String> names = annotations.stream()
                .map(MigrationTest::checks)
                .filter(groups -> groups.length > 0)
                .map(groups -> String.join(",", groups))
                .findFirst()
                .or(() -> settings.text(SettingKey.CHECKS));
        try {
            return names.map(CheckGroup::parse).orElseGet(CheckGroup::usual);
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(test + ": " + e.getMessage(), e);
        }
    }

    private static Optional<Path> rows(Optional<String> given, Path migrations, String test) {
        if (given.isEmpty()) {
            return OwnRows.folderFor(migrations);
        }
        Path folder = Path.of(given.get());
        return Optional.of(ProjectPath.first(folder, Files::isDirectory)
                .orElseThrow(() -> new ExtensionConfigurationException(
                        "No folder of rows for %s: looked for %s".formatted(test, ProjectPath.lookedFor(folder)))));
    }

    private static SetupSql setupSql(String text, String test) {
        Optional<Path> file = SetupSql.fileOf(text);
        if (file.isEmpty()) {
            return SetupSql.of(text);
        }
        return ProjectPath.first(file.get(), Files::isRegularFile)
                .map(SetupSql::ofFile)
                .orElseThrow(() -> new ExtensionConfigurationException(
                        "No setup script for %s: looked for %s".formatted(test, ProjectPath.lookedFor(file.get()))));
    }

    private static Path baseline(Path file, Path migrations) {
        return ProjectPath.first(file, Files::isRegularFile)
                .orElseThrow(() -> new ExtensionConfigurationException(
                        "%s is '%s', and there is no such file: looked for %s. Write it: palindrome verify %s --baseline %s"
                                .formatted(
                                        SettingKey.BASELINE.property(),
                                        file,
                                        ProjectPath.lookedFor(file),
                                        migrations,
                                        file)));
    }

    private static Allowance allowance(Allow allow, String test) {
        if (allow.reason().isBlank()) {
            throw new ExtensionConfigurationException(
                    "%s: @Allow(id = \"%s\", object = \"%s\") gives no reason: say why the finding is intended"
                            .formatted(test, allow.id(), allow.object()));
        }
        if (FindingType.withId(allow.id()).isEmpty()) {
            throw new ExtensionConfigurationException(
                    "%s: there is no finding '%s'; their ids are like PAL-D01, see docs/findings"
                            .formatted(test, allow.id()));
        }
        return new Allowance(allow.id(), allow.object(), allow.reason(), new SourcePosition(Path.of(test), 1, 1));
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
