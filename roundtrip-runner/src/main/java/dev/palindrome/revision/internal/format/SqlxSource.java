package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.RevisionSource;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.revision.internal.sql.Directives;
import dev.palindrome.revision.internal.sql.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Folders of <a href="https://github.com/launchbadge/sqlx">sqlx</a>: {@code 20240101120000_title.sql}, or {@code .up.sql} beside
 * {@code .down.sql}, ordered by number. A file is sent as it is, in one message.
 */
public final class SqlxSource implements RevisionSource {

    private static final Pattern NAME = Pattern.compile("([^_]*)_(.*\\.sql)", Pattern.DOTALL);
    private static final Pattern VERSION = Pattern.compile("[+-]?[0-9]+");

    /** What sqlx's own command line names files by; no other tool that we know does, without a marker in the file. */
    private static final Pattern TIMESTAMPED = Pattern.compile("\\d{14}_.*(?<!\\.up|\\.down)\\.sql", Pattern.DOTALL);

    private static final Pattern OTHER_TOOL = Pattern.compile(
            "\\s*--\\s*(\\+\\s*goose|\\+\\s*migrate|migrate:(up|down)|liquibase|changeset|revision:|[\\s-]*(up|down)\\s+migration).*",
            Pattern.CASE_INSENSITIVE);

    private static final String NO_TRANSACTION = "-- no-transaction";

    @Override
    public String format() {
        return "sqlx";
    }

    @Override
    public Optional<String> recognise(Path directory) {
        HistoryFolder folder = new HistoryFolder(directory);
        boolean project = RustProject.dependsOn(directory, "sqlx");
        List<Path> files = folder.files().stream()
                .filter(file -> project
                        ? NAME.matcher(file.toString()).matches()
                                && VERSION.matcher(file.toString().split("_", 2)[0])
                                        .matches()
                        : TIMESTAMPED.matcher(file.toString()).matches())
                .toList();
        // Without a Cargo.toml around, a marker of another tool says more than a name.
        if (files.isEmpty()
                || (!project
                        && files.stream()
                                .anyMatch(file -> folder.hasLine(
                                        file, line -> OTHER_TOOL.matcher(line).matches())))) {
            return Optional.empty();
        }
        return Optional.of(files.size() + (files.size() == 1 ? " file" : " files") + " named like "
                + files.get(files.size() - 1) + (project ? ", and sqlx in Cargo.toml" : ""));
    }

    @Override
    public RevisionHistory read(Path directory) {
        HistoryFolder folder = new HistoryFolder(directory);
        Chain chain = new Chain();
        versions(folder).values().forEach(version -> revision(folder, version, chain));
        folder.refuseIfMalformed();
        return new RevisionHistory(
                format(), directory, chain.graph(), folder.notes(), Optional.of(VersionTables.sqlx()));
    }

    private static Map<Long, Version> versions(HistoryFolder folder) {
        Map<Long, Version> versions = new TreeMap<>();
        List<Path> passedOver = new ArrayList<>();
        for (Path file : folder.files()) {
            Matcher name = NAME.matcher(file.toString());
            if (!name.matches()) {
                passedOver.add(file);
                continue;
            }
            number(folder, file, name.group(1))
                    .ifPresent(number -> versions.computeIfAbsent(number, any -> new Version(name.group(1)))
                            .add(folder, file, name.group(2)));
        }
        folder.notePassedOver(passedOver, "not named like 20240101120000_title.sql");
        return versions;
    }

    private static Optional<Long> number(HistoryFolder folder, Path file, String text) {
        try {
            if (VERSION.matcher(text).matches()) {
                return Optional.of(Long.valueOf(text));
            }
        } catch (NumberFormatException e) {
            // too large: told of below
        }
        folder.problem(
                file,
                "sqlx refuses '" + text + "' before the first underscore: write a whole number of 64 bits, as in"
                        + " 20240101120000_title.sql");
        return Optional.empty();
    }

    private static void revision(HistoryFolder folder, Version version, Chain chain) {
        if (version.up == null) {
            folder.notePassedOver(List.of(version.file()), "there is no upgrade of version " + version.digits);
            return;
        }
        Optional<RawScript> upgrade = script(folder, version.up);
        Optional<RawScript> downgrade = Optional.ofNullable(version.down).flatMap(down -> script(folder, down));
        if (upgrade.isEmpty()) {
            return;
        }
        Directives directives = downgrade
                .map(down -> upgrade.get().directives().and(down.directives()))
                .orElse(upgrade.get().directives());
        folder.problems(directives.problems());
        chain.add(
                new RevisionId(version.digits),
                version.message(),
                upgrade.get().script(),
                Downgrades.of(folder, downgrade.map(RawScript::script), directives, version.expectedDown()),
                directives.allowances(),
                version.up);
    }

    private static Optional<RawScript> script(HistoryFolder folder, Path file) {
        Optional<RawScript> script = folder.read(file).map(source -> RawScript.of(source, transaction(source)));
        script.ifPresent(read -> folder.problems(read.problems()));
        return script;
    }

    private static TransactionMode transaction(SourceText source) {
        return source.text().startsWith(NO_TRANSACTION) ? TransactionMode.NONE : TransactionMode.SCRIPT;
    }

    /** The files of one version. */
    private static final class Version {

        private final String digits;
        private @Nullable Path up;
        private @Nullable Path down;

        Version(String digits) {
            this.digits = digits;
        }

        void add(HistoryFolder folder, Path file, String rest) {
            boolean isDown = rest.endsWith(".down.sql");
            Path first = isDown ? down : up;
            if (first != null) {
                folder.problem(
                        file,
                        "version " + digits + " is already that of " + first + ": give one of them another version");
            } else if (isDown) {
                down = file;
            } else {
                up = file;
            }
        }

        Path file() {
            return up != null ? up : java.util.Objects.requireNonNull(down);
        }

        String message() {
            return file().toString()
                    .replaceFirst("^[^_]*_", "")
                    .replaceFirst("(\\.up)?\\.sql$", "")
                    .replace('_', ' ');
        }

        String expectedDown() {
            String name = file().toString();
            return name.endsWith(".up.sql")
                    ? name.replaceFirst("\\.up\\.sql$", ".down.sql")
                    : name.replaceFirst("\\.sql$", ".down.sql") + ", with the upgrade in "
                            + name.replaceFirst("\\.sql$", ".up.sql");
        }
    }
}
