package dev.palindrome.cli;

import dev.palindrome.revision.RevisionGraph;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionSources;
import dev.palindrome.settings.SettingKey;
import dev.palindrome.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which history a command is about. */
final class MigrationsChoice {

    /** Where tools keep their files; the folder itself for those with a file of their own in it. */
    private static final List<String> USUAL = List.of("db/migration", "db/migrations", "migrations");

    private static final List<String> PROJECT_FILES = List.of("alembic.ini", "sqitch.plan", "sqitch.conf");

    @Option(
            names = "--migrations",
            paramLabel = "DIR",
            description = "The folder that holds the migrations; unless given, the first that is there of db/migration,"
                    + " db/migrations and migrations, or this folder.")
    private @Nullable Path migrations;

    @Option(
            names = "--format",
            completionCandidates = FormatNames.class,
            description = "The migration format, auto unless given: ${COMPLETION-CANDIDATES}.")
    private @Nullable String format;

    RevisionHistory read(Settings settings) {
        String chosen = Optional.ofNullable(format)
                .or(() -> settings.text(SettingKey.FORMAT))
                .orElse(RevisionSources.AUTO);
        return VerifyCommand.read(Optional.ofNullable(migrations).orElseGet(MigrationsChoice::usual), chosen, settings);
    }

    /** As {@link #read}; a folder without a file is the beginning of a history, if the format is named. */
    RevisionHistory readOrBegin(Settings settings) {
        Optional<String> named = Optional.ofNullable(format)
                .or(() -> settings.text(SettingKey.FORMAT))
                .filter(name -> RevisionSources.formats().contains(name));
        Path directory = Optional.ofNullable(migrations).orElseGet(MigrationsChoice::usual);
        return named.isPresent() && isEmpty(directory)
                ? new RevisionHistory(named.get(), directory, RevisionGraph.of(List.of()), List.of())
                : read(settings);
    }

    private static boolean isEmpty(Path directory) {
        String[] names = directory.toFile().list();
        return names != null && names.length == 0;
    }

    private static Path usual() {
        Path here = Path.of("");
        if (PROJECT_FILES.stream().map(here::resolve).anyMatch(Files::isRegularFile)) {
            return Path.of(".");
        }
        return USUAL.stream()
                .map(here::resolve)
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> new UsageException("Missing --migrations DIR: there is none of "
                        + String.join(", ", USUAL) + " in " + here.toAbsolutePath()));
    }
}
