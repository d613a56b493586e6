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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Folders of <a href="https://github.com/amacneil/dbmate">dbmate</a>: one file a revision with {@code -- migrate:up} and
 * {@code -- migrate:down}, in the order of the file names as text. A block is sent as it is, in one message.
 */
public final class DbmateSource implements RevisionSource {

    private static final Pattern NAME = Pattern.compile("(\\d+)(.*)\\.sql", Pattern.DOTALL);
    private static final Pattern MARKER = Pattern.compile("--\\s*migrate:(up|down)\\b.*");

    @Override
    public String format() {
        return "dbmate";
    }

    @Override
    public Optional<String> recognise(Path directory) {
        return new HistoryFolder(directory)
                .scriptsWithLine(line -> MARKER.matcher(line).matches(), "'-- migrate:up' or down");
    }

    @Override
    public RevisionHistory read(Path directory) {
        HistoryFolder folder = new HistoryFolder(directory);
        Chain chain = new Chain();
        List<Path> passedOver = new ArrayList<>();
        Map<String, Path> versions = new HashMap<>();
        folder.files().stream().sorted(Comparator.comparing(Path::toString)).forEach(file -> {
            Matcher name = NAME.matcher(file.toString());
            if (!name.matches()) {
                passedOver.add(file);
                return;
            }
            Path first = versions.putIfAbsent(name.group(1), file);
            if (first != null) {
                folder.problem(
                        file,
                        "version " + name.group(1) + " is already that of " + first
                                + ", so that dbmate would never apply this file: give it another version");
                return;
            }
            folder.read(file).ifPresent(source -> revision(folder, name.group(1), words(name), source, chain));
        });
        folder.notePassedOver(passedOver, "not named like 20240101120000_title.sql");
        folder.refuseIfMalformed();
        return new RevisionHistory(
                format(), directory, chain.graph(), folder.notes(), Optional.of(VersionTables.dbmate()));
    }

    private static void revision(HistoryFolder folder, String version, String message, SourceText source, Chain chain) {
        Optional<DbmateFile> file = DbmateFile.parse(folder, source);
        SplitScript split = ScriptSplitter.split(source, ScriptRules.SERVER);
        Directives directives = Directives.of(split.comments());
        folder.problems(directives.problems());
        folder.problems(split.problems());
        file.ifPresent(script -> chain.add(
                new RevisionId(version),
                message.isEmpty() ? version : message,
                script.upgrade(),
                Downgrades.of(
                        folder,
                        Optional.of(script.downgrade())
                                .filter(down -> directives.irreversible().isEmpty()
                                        || !down.statements().isEmpty()),
                        directives,
                        "a block '-- migrate:down' in " + source.file()),
                directives.allowances(),
                source.file()));
    }

    private static String words(Matcher name) {
        return name.group(2).replaceFirst("^[-_.]+", "").replaceAll("[-_]+", " ");
    }
}
