package dev.palindrome.cli;

import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionSources;
import dev.palindrome.revision.Target;
import dev.palindrome.roundtrip.SetupSql;
import dev.palindrome.schema.SnapshotOptions;
import dev.palindrome.settings.SettingKey;
import dev.palindrome.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** The options that say how to read a history, and on what server to take it to one of its revisions. */
final class HistoryChoice {

    @Option(
            names = "--format",
            completionCandidates = FormatNames.class,
            description = "The migration format of DIR, auto unless given: ${COMPLETION-CANDIDATES}.")
    private @Nullable String format;

    @Mixin
    private final SetupChoice setup = new SetupChoice();

    @Mixin
    private final DatabaseChoice database = new DatabaseChoice();

    DatabaseChoice database() {
        return database;
    }

    /** Return the first of these options that was given, when there is no history that it could be for. */
    static Optional<String> givenInVain(ParseResult parsed) {
        return Stream.of("--format", "--setup-sql", "--image", "--embedded")
                .filter(parsed::hasMatchedOption)
                .findFirst();
    }

    /** Read the history, and find the revision; no server is started yet. */
    SchemaOrigin at(Path directory, Target target, Settings settings, SnapshotOptions options) {
        String chosenFormat = Optional.ofNullable(format)
                .or(() -> settings.text(SettingKey.FORMAT))
                .orElse(RevisionSources.AUTO);
        SetupSql before = setup.sql(settings);
        RevisionHistory history = VerifyCommand.read(directory, chosenFormat, settings);
        return SchemaOrigin.AtRevision.of(history, target, database.options(settings), before, options);
    }

    /** Return what has to be said beside {@link #words()}; empty when they say it all. */
    String unsaid() {
        return setup.unsaid();
    }

    /** Return the words that make the same choice. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        Optional.ofNullable(format).ifPresent(name -> words.addAll(List.of("--format", name)));
        words.addAll(setup.words());
        words.addAll(database.wordsWithUrl());
        return words;
    }
}
