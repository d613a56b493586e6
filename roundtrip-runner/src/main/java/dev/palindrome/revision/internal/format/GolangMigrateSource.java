package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.Allowance;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.RevisionSource;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.revision.internal.sql.Directives;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Folders of <a href="https://github.com/golang-migrate/migrate">golang-migrate</a>: {@code 000001_title.up.sql} beside
 * {@code 000001_title.down.sql}, ordered by number. A file is sent as it is, in one message.
 */
public final class GolangMigrateSource implements RevisionSource {

    private static final Pattern NAME = Pattern.compile("([0-9]+)_(.*)\\.(down|up)\\.(.*)");

    @Override
    public String format() {
        return "golang-migrate";
    }

    @Override
    public Optional<String> recognise(Path directory) {
        List<Path> files = new HistoryFolder(directory)
                .files().stream()
                        .filter(file -> parse(file).isPresent())
                        .filter(file -> file.toString().endsWith(".sql"))
                        .toList();
        // sqlx names its files in the same way.
        return files.isEmpty() || RustProject.dependsOn(directory, "sqlx")
                ? Optional.empty()
                : Optional.of(files.size() + (files.size() == 1 ? " file" : " files") + " named like "
                        + files.get(files.size() - 1));
    }

    @Override
    public RevisionHistory read(Path directory) {
        HistoryFolder folder = new HistoryFolder(directory);
        Chain chain = new Chain();
        for (Pair pair : pairs(folder)) {
            revision(folder, pair, chain);
        }
        folder.refuseIfMalformed();
        return new RevisionHistory(
                format(), directory, chain.graph(), folder.notes(), Optional.of(VersionTables.golangMigrate()));
    }

    /** Return the versions in ascending order. */
    private static Collection<Pair> pairs(HistoryFolder folder) {
        Map<Long, Pair> pairs = new TreeMap<>(Long::compareUnsigned);
        List<Path> passedOver = new ArrayList<>();
        for (Path file : folder.files()) {
            Optional<FileName> name = parse(file);
            if (name.isEmpty()) {
                passedOver.add(file);
                continue;
            }
            Pair pair = pairs.computeIfAbsent(name.get().version(), version -> new Pair());
            Optional<FileName> first = pair.put(name.get());
            first.ifPresent(other -> folder.problem(
                    file,
                    "version " + name.get().digits() + " already has the "
                            + name.get().direction() + " file " + other.file() + ": give one of them another version"));
        }
        folder.notePassedOver(passedOver, "not named like 000001_title.up.sql");
        return pairs.values();
    }

    private static void revision(HistoryFolder folder, Pair pair, Chain chain) {
        if (pair.up == null) {
            FileName down = Objects.requireNonNull(pair.down);
            folder.problem(
                    down.file(),
                    "missing up: there is no file " + down.sibling("up")
                            + " beside it; add it, or remove this one (golang-migrate would apply nothing)");
            return;
        }
        FileName up = pair.up;
        Optional<RawScript> upgrade = rawFile(folder, up);
        Optional<RawScript> downgrade = Optional.ofNullable(pair.down).flatMap(down -> rawFile(folder, down));
        if (upgrade.isEmpty()) {
            return;
        }
        Directives directives = downgrade
                .map(down -> upgrade.get().directives().and(down.directives()))
                .orElse(upgrade.get().directives());
        folder.problems(directives.problems());
        folder.problems(upgrade.get().problems());
        downgrade.ifPresent(down -> folder.problems(down.problems()));
        List<Allowance> allowances = directives.allowances();
        chain.add(
                new RevisionId(up.digits()),
                up.title().replace('_', ' '),
                upgrade.get().script(),
                Downgrades.of(folder, downgrade.map(RawScript::script), directives, up.sibling("down")),
                allowances,
                up.file());
    }

    private static Optional<RawScript> rawFile(HistoryFolder folder, FileName name) {
        return folder.read(name.file()).map(source -> RawScript.of(source, TransactionMode.NONE));
    }

    private static Optional<FileName> parse(Path file) {
        Matcher matcher = NAME.matcher(file.toString());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            long version = Long.parseUnsignedLong(matcher.group(1));
            return Optional.of(new FileName(
                    file, version, matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4)));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty(); // golang-migrate passes over versions that are no 64-bit number
        }
    }

    private record FileName(Path file, long version, String digits, String title, String direction, String extension) {

        String sibling(String otherDirection) {
            return digits + "_" + title + "." + otherDirection + "." + extension;
        }
    }

    private static final class Pair {

        private @Nullable FileName up;
        private @Nullable FileName down;

        /** Keep a file, and return the one that has its place already. */
        Optional<FileName> put(FileName name) {
            FileName present = name.direction().equals("up") ? up : down;
            if (present != null) {
                return Optional.of(present);
            }
            if (name.direction().equals("up")) {
                up = name;
            } else {
                down = name;
            }
            return Optional.empty();
        }
    }
}
