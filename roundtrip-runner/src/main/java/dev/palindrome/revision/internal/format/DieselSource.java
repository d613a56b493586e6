package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.RevisionSource;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.revision.internal.sql.Directives;
import dev.palindrome.revision.internal.sql.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Folders of <a href="https://diesel.rs">Diesel</a>: a folder a revision, with {@code up.sql}, {@code down.sql} and {@code metadata.toml}.
 * A file is sent as it is, in one message.
 */
public final class DieselSource implements RevisionSource {

    private static final String UP = "up.sql";
    private static final String DOWN = "down.sql";
    private static final String METADATA = "metadata.toml";
    private static final Pattern IN_TRANSACTION =
            Pattern.compile("(?m)^[ \\t]*run_in_transaction[ \\t]*=[ \\t]*(true|false)[ \\t]*(#.*)?$");

    @Override
    public String format() {
        return "diesel";
    }

    @Override
    public Optional<String> recognise(Path directory) {
        List<String> folders = revisions(new HistoryFolder(directory)).entrySet().stream()
                .filter(folder -> folder.getValue().contains(UP))
                .map(Map.Entry::getKey)
                .toList();
        return folders.isEmpty()
                ? Optional.empty()
                : Optional.of(folders.size() + (folders.size() == 1 ? " folder" : " folders") + " with up.sql, such as "
                        + folders.get(folders.size() - 1));
    }

    @Override
    public RevisionHistory read(Path directory) {
        HistoryFolder folder = new HistoryFolder(directory);
        Chain chain = new Chain();
        Map<String, String> versions = new HashMap<>();
        revisions(folder).entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, List<String>> entry) -> version(entry.getKey()))
                        .thenComparing(Map.Entry::getKey))
                .forEach(entry -> {
                    String first = versions.putIfAbsent(version(entry.getKey()), entry.getKey());
                    if (first != null) {
                        folder.problem(
                                Path.of(entry.getKey()),
                                "version " + version(entry.getKey()) + " is already that of the folder " + first
                                        + ": give one of them another version");
                    } else {
                        revision(folder, entry.getKey(), entry.getValue(), chain);
                    }
                });
        folder.notePassedOver(
                folder.files().stream()
                        .filter(file -> !file.toString().startsWith("."))
                        .toList(),
                "a revision is a folder with up.sql");
        folder.refuseIfMalformed();
        return new RevisionHistory(
                format(), directory, chain.graph(), folder.notes(), Optional.of(VersionTables.diesel()));
    }

    /** Return the files of each folder that is not empty; Diesel passes over names that begin with a dot. */
    private static Map<String, List<String>> revisions(HistoryFolder folder) {
        Map<String, List<String>> folders = new TreeMap<>();
        for (Path file : folder.filesOfTree()) {
            String name = file.getName(0).toString();
            if (file.getNameCount() > 1 && !name.startsWith(".")) {
                folders.computeIfAbsent(name, any -> new ArrayList<>())
                        .add(HistoryFolder.name(file.subpath(1, file.getNameCount())));
            }
        }
        return folders;
    }

    /** Diesel's own order: the name up to the first underscore, as text, without its hyphens. */
    private static String version(String name) {
        return name.split("_", 2)[0].replace("-", "");
    }

    private static void revision(HistoryFolder folder, String name, List<String> files, Chain chain) {
        Path up = Path.of(name, UP);
        if (!files.contains(UP)) {
            folder.problem(
                    Path.of(name), "the folder has no up.sql, which Diesel refuses: add it, or remove the folder");
            return;
        }
        TransactionMode transaction = transaction(folder, name, files);
        Optional<RawScript> upgrade = script(folder, up, transaction);
        // An empty file is only refused when it is to be run.
        Optional<RawScript> downgrade = files.contains(DOWN) && !isEmpty(folder, Path.of(name, DOWN))
                ? script(folder, Path.of(name, DOWN), transaction)
                : Optional.empty();
        if (isEmpty(folder, up)) {
            folder.problem(up, "the file is empty, which Diesel refuses: write a comment at least");
            return;
        }
        if (upgrade.isEmpty()) {
            return;
        }
        Directives directives = downgrade
                .map(down -> upgrade.get().directives().and(down.directives()))
                .orElse(upgrade.get().directives());
        folder.problems(directives.problems());
        chain.add(
                new RevisionId(version(name)),
                words(name),
                upgrade.get().script(),
                Downgrades.of(
                        folder,
                        downgrade.map(RawScript::script),
                        directives,
                        HistoryFolder.name(Path.of(name, DOWN))
                                + (files.contains(DOWN)
                                        ? " with a comment at least, since Diesel runs no empty file"
                                        : "")),
                directives.allowances(),
                up);
    }

    private static boolean isEmpty(HistoryFolder folder, Path file) {
        return folder.directory().resolve(file).toFile().length() == 0;
    }

    private static Optional<RawScript> script(HistoryFolder folder, Path file, TransactionMode transaction) {
        Optional<RawScript> script = folder.read(file).map(text -> RawScript.of(text, transaction));
        script.ifPresent(read -> folder.problems(read.problems()));
        return script;
    }

    /** Diesel takes a file that does not speak of transactions for one that wants none. */
    private static TransactionMode transaction(HistoryFolder folder, String name, List<String> files) {
        if (!files.contains(METADATA)) {
            return TransactionMode.SCRIPT;
        }
        Path file = Path.of(name, METADATA);
        Optional<SourceText> text = folder.read(file);
        if (text.isEmpty()) {
            return TransactionMode.SCRIPT;
        }
        Matcher value = IN_TRANSACTION.matcher(text.get().text());
        if (value.find()) {
            return value.group(1).equals("true") ? TransactionMode.SCRIPT : TransactionMode.NONE;
        }
        folder.note(
                HistoryFolder.name(file)
                        + " does not say run_in_transaction, which Diesel takes for false: the revision runs without a transaction");
        return TransactionMode.NONE;
    }

    private static String words(String name) {
        String[] parts = name.split("_", 2);
        return parts.length > 1 ? parts[1].replace('_', ' ') : name;
    }
}
