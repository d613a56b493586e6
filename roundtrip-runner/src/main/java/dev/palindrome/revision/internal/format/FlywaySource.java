package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.RevisionSource;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.internal.format.FlywayName.Kind;
import dev.palindrome.revision.internal.sql.Directives;
import dev.palindrome.revision.internal.sql.ScriptRules;
import dev.palindrome.revision.internal.sql.ScriptSplitter;
import dev.palindrome.revision.internal.sql.SourceText;
import dev.palindrome.revision.internal.sql.SplitScript;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Folders of <a href="https://documentation.red-gate.com/flyway">Flyway</a>, with its default names: {@code V1__x.sql},
 * {@code U1__x.sql} to undo it, {@code B1__x.sql} as a baseline, {@code R__x.sql} repeatable; folders within count too.
 *
 * <p>The history is what Flyway does to an empty database: it begins at the newest baseline, goes on with the versions above it,
 * and ends with the repeatable migrations in the order of their descriptions.
 */
public final class FlywaySource implements RevisionSource {

    private final FlywayPlaceholders placeholders;

    public FlywaySource() {
        this(variable -> Objects.requireNonNullElse(System.getenv(variable), ""));
    }

    /** @param environment returns the value of a variable, or an empty string */
    FlywaySource(UnaryOperator<String> environment) {
        placeholders = new FlywayPlaceholders(environment);
    }

    @Override
    public String format() {
        return "flyway";
    }

    @Override
    public Optional<String> recognise(Path directory) {
        List<Path> files = files(new HistoryFolder(directory)).stream()
                .filter(file -> FlywayName.parse(file)
                        .filter(name -> !name.is(Kind.CALLBACK) && !name.is(Kind.UNDO))
                        .isPresent())
                .filter(file -> file.getFileName().toString().contains("__"))
                .toList();
        return files.isEmpty()
                ? Optional.empty()
                : Optional.of(files.size() + (files.size() == 1 ? " file" : " files") + " named like "
                        + HistoryFolder.name(files.get(files.size() - 1)));
    }

    @Override
    public RevisionHistory read(Path directory) {
        return new Reading(new HistoryFolder(directory)).history();
    }

    /** Flyway passes over hidden folders. */
    private static List<Path> files(HistoryFolder folder) {
        return folder.filesOfTree().stream()
                .filter(file -> file.getParent() == null || !isHidden(file.getParent()))
                .toList();
    }

    private static boolean isHidden(Path folder) {
        for (Path name : folder) {
            if (name.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private final class Reading {

        private final HistoryFolder folder;
        private final List<Path> files;
        private final Map<FlywayVersion, FlywayName> versioned = new TreeMap<>();
        private final Map<FlywayVersion, FlywayName> undos = new TreeMap<>();
        private final TreeMap<FlywayVersion, FlywayName> baselines = new TreeMap<>();
        private final Map<String, FlywayName> repeatables = new TreeMap<>();
        private final Chain chain = new Chain();

        Reading(HistoryFolder folder) {
            this.folder = folder;
            this.files = files(folder);
        }

        RevisionHistory history() {
            sortFiles();
            beginAtBaseline();
            noteUndosWithoutVersion();
            versioned.values().forEach(this::versioned);
            repeatables.values().forEach(this::repeatable);
            folder.refuseIfMalformed();
            return new RevisionHistory(
                    format(),
                    folder.directory(),
                    chain.graph(),
                    folder.notes(),
                    Optional.of(VersionTables.flyway(folder.directory())));
        }

        private void sortFiles() {
            List<Path> callbacks = new ArrayList<>();
            List<Path> passedOver = new ArrayList<>();
            for (Path file : files) {
                Optional<FlywayName> name = FlywayName.parse(file);
                if (name.isEmpty()) {
                    passedOver.add(file);
                } else if (name.get().is(Kind.CALLBACK)) {
                    callbacks.add(file);
                } else {
                    keep(name.get());
                }
            }
            folder.notePassedOver(callbacks, "callbacks are not run");
            folder.notePassedOver(
                    passedOver.stream()
                            .filter(file -> !file.toString().endsWith(".sql.conf"))
                            .sorted(Comparator.naturalOrder())
                            .toList(),
                    "not named like V1__description.sql");
        }

        private void keep(FlywayName name) {
            switch (name.kind()) {
                case VERSIONED -> keep(versioned, name.version().orElseThrow(), name, "version " + versionOf(name));
                case UNDO -> keep(undos, name.version().orElseThrow(), name, "undo of version " + versionOf(name));
                case BASELINE -> keep(baselines, name.version().orElseThrow(), name, "baseline " + versionOf(name));
                default ->
                    keep(
                            repeatables,
                            name.description(),
                            name,
                            "repeatable migration with description '" + name.description() + "'");
            }
        }

        private <K> void keep(Map<K, FlywayName> names, K key, FlywayName name, String what) {
            FlywayName first = names.putIfAbsent(key, name);
            if (first != null) {
                folder.problem(
                        name.file(),
                        "there is more than one " + what + ", which Flyway refuses: the other one is "
                                + HistoryFolder.name(first.file()));
            }
        }

        private void beginAtBaseline() {
            if (baselines.isEmpty()) {
                return;
            }
            FlywayName newest = baselines.lastEntry().getValue();
            FlywayVersion baseline = baselines.lastKey();
            List<Path> below = new ArrayList<>();
            baselines.headMap(baseline).values().forEach(name -> below.add(name.file()));
            versioned.values().stream()
                    .filter(name -> name.version().orElseThrow().compareTo(baseline) <= 0)
                    .forEach(name -> below.add(name.file()));
            versioned.keySet().removeIf(version -> version.compareTo(baseline) <= 0);
            undos.keySet().removeIf(version -> version.compareTo(baseline) <= 0);
            folder.notePassedOver(
                    below,
                    "not above the baseline " + HistoryFolder.name(newest.file())
                            + ", at which an empty database begins");
            add(newest, versionOf(newest), Optional.of("a baseline migration has no undo"));
        }

        private void noteUndosWithoutVersion() {
            List<Path> lonely = undos.entrySet().stream()
                    .filter(undo -> !versioned.containsKey(undo.getKey()))
                    .map(undo -> undo.getValue().file())
                    .toList();
            folder.notePassedOver(lonely, "there is no versioned migration to undo");
        }

        private void versioned(FlywayName name) {
            add(name, versionOf(name), Optional.empty());
        }

        private void repeatable(FlywayName name) {
            add(name, "R__" + name.description().replace(' ', '_'), Optional.of("a repeatable migration has no undo"));
        }

        private void add(FlywayName name, String id, Optional<String> irreversible) {
            FlywayScriptConfiguration configuration = FlywayScriptConfiguration.of(folder, name.file(), files);
            if (!configuration.shouldExecute()) {
                folder.notePassedOver(List.of(name.file()), "shouldExecute=false in its .conf file");
                return;
            }
            Optional<Script> upgrade = script(name.file(), configuration);
            Optional<Script> undo = name.version()
                    .filter(version -> irreversible.isEmpty())
                    .flatMap(version -> Optional.ofNullable(undos.get(version)))
                    .flatMap(found -> script(found.file(), FlywayScriptConfiguration.of(folder, found.file(), files)));
            if (upgrade.isEmpty()) {
                return;
            }
            Directives directives = undo.map(down -> upgrade.get().directives().and(down.directives()))
                    .orElse(upgrade.get().directives());
            folder.problems(directives.problems());
            Downgrade downgrade = irreversible
                    .<Downgrade>map(Downgrade.Irreversible::new)
                    .orElseGet(() -> Downgrades.of(folder, undo.map(Script::script), directives, name.undoName()));
            chain.add(
                    new RevisionId(id),
                    name.description().isEmpty() ? id : name.description(),
                    upgrade.get().script(),
                    downgrade,
                    directives.allowances(),
                    name.file());
        }

        private Optional<Script> script(Path file, FlywayScriptConfiguration configuration) {
            return folder.read(file).map(source -> script(source.withoutByteOrderMark(), configuration));
        }

        private Script script(SourceText source, FlywayScriptConfiguration configuration) {
            SourceText replaced = source;
            if (configuration.placeholderReplacement()) {
                FlywayPlaceholders.Replaced result = placeholders.replace(source);
                folder.problems(result.problems());
                replaced = result.source();
            }
            SplitScript split = ScriptSplitter.split(replaced, ScriptRules.COPY_DATA);
            folder.problems(split.problems());
            return new Script(
                    new SqlScript(
                            source.file(),
                            split.batches(),
                            FlywayTransactions.of(
                                    folder, source.file(), split.batches(), configuration.executeInTransaction())),
                    Directives.of(split.comments()));
        }

        private static String versionOf(FlywayName name) {
            return name.version().orElseThrow().text();
        }
    }

    private record Script(SqlScript script, Directives directives) {}
}
