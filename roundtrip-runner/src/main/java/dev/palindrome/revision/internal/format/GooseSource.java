package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.RevisionSource;
import dev.palindrome.revision.internal.sql.Directives;
import dev.palindrome.revision.internal.sql.ScriptRules;
import dev.palindrome.revision.internal.sql.ScriptSplitter;
import dev.palindrome.revision.internal.sql.SourceText;
import dev.palindrome.revision.internal.sql.SplitScript;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Folders of <a href="https://github.com/pressly/goose">goose</a>: one file a revision with {@code -- +goose Up} and
 * {@code -- +goose Down}, ordered by number. Revisions in Go are not run.
 */
public final class GooseSource implements RevisionSource {

    private static final Pattern NAME = Pattern.compile("([^_]*)_(.*)\\.(sql|go)", Pattern.DOTALL);
    private static final Pattern ANNOTATION =
            Pattern.compile("--\\s*\\+goose\\s+(up|down)\\b.*", Pattern.CASE_INSENSITIVE);

    private final EnvironmentSubstitution substitution;

    public GooseSource() {
        this(name -> Optional.ofNullable(System.getenv(name)));
    }

    /** @param environment returns the value of a variable, if it is set */
    GooseSource(Function<String, Optional<String>> environment) {
        this.substitution = new EnvironmentSubstitution(environment);
    }

    @Override
    public String format() {
        return "goose";
    }

    @Override
    public Optional<String> recognise(Path directory) {
        return new HistoryFolder(directory)
                .scriptsWithLine(line -> ANNOTATION.matcher(line).matches(), "'-- +goose Up' or Down");
    }

    @Override
    public RevisionHistory read(Path directory) {
        HistoryFolder folder = new HistoryFolder(directory);
        Chain chain = new Chain();
        Map<Long, Path> versions = new TreeMap<>();
        List<Path> passedOver = new ArrayList<>();
        for (Path file : folder.files()) {
            Optional<Long> version = version(file);
            if (version.isEmpty()) {
                passedOver.add(file);
                continue;
            }
            Path first = versions.putIfAbsent(version.get(), file);
            if (first != null) {
                folder.problem(
                        file,
                        "version " + version.get() + " is already that of " + first
                                + ", which goose refuses: give one of them another version");
            }
        }
        folder.notePassedOver(passedOver, "not named like 00001_title.sql");
        folder.notePassedOver(
                versions.values().stream().filter(GooseSource::isProgram).toList(),
                "written in Go, which is not run here");
        versions.values().stream()
                .filter(file -> !isProgram(file))
                .forEach(file -> folder.read(file).ifPresent(source -> revision(folder, source, chain)));
        folder.refuseIfMalformed();
        return new RevisionHistory(
                format(), directory, chain.graph(), folder.notes(), Optional.of(VersionTables.goose()));
    }

    private void revision(HistoryFolder folder, SourceText source, Chain chain) {
        Optional<GooseFile> file = GooseFile.parse(folder, source, substitution);
        SplitScript split = ScriptSplitter.split(source, ScriptRules.SERVER);
        Directives directives = Directives.of(split.comments());
        folder.problems(directives.problems());
        Matcher name = NAME.matcher(source.file().toString());
        if (!name.matches()) {
            throw new IllegalStateException(source.file() + " was taken for a revision of goose");
        }
        file.ifPresent(script -> chain.add(
                new RevisionId(name.group(1)),
                name.group(2).replace('_', ' '),
                script.upgrade(),
                Downgrades.of(folder, script.downgrade(), directives, "a section '-- +goose Down' in " + source.file()),
                directives.allowances(),
                source.file()));
    }

    private static boolean isProgram(Path file) {
        return file.toString().endsWith(".go");
    }

    /** A number of 64 bits before the first underscore, above 0; tests of revisions in Go are none. */
    private static Optional<Long> version(Path file) {
        Matcher name = NAME.matcher(file.toString());
        if (!name.matches() || file.toString().endsWith("_test.go")) {
            return Optional.empty();
        }
        try {
            return Stream.of(Long.parseLong(name.group(1)))
                    .filter(number -> number > 0)
                    .findFirst();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
