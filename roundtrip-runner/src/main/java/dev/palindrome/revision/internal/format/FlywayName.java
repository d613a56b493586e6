package dev.palindrome.revision.internal.format;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The name of a Flyway script, with Flyway's default prefixes, separator and suffix.
 *
 * @param version empty for a repeatable migration and a callback
 * @param description with blanks for underscores; may be empty
 */
record FlywayName(Path file, Kind kind, Optional<FlywayVersion> version, String description) {

    enum Kind {
        VERSIONED("V"),
        UNDO("U"),
        BASELINE("B"),
        REPEATABLE("R"),
        CALLBACK("");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        boolean isVersioned() {
            return this == VERSIONED || this == UNDO || this == BASELINE;
        }
    }

    private static final String SEPARATOR = "__";
    private static final String SUFFIX = ".sql";

    /** Flyway's reference, section "Callback events". */
    private static final Set<String> CALLBACKS = Set.of(
            "beforeClean",
            "afterClean",
            "afterCleanError",
            "beforeMigrate",
            "beforeEachMigrate",
            "beforeEachMigrateStatement",
            "afterEachMigrateStatement",
            "afterEachMigrateStatementError",
            "afterEachMigrate",
            "afterEachMigrateError",
            "beforeRepeatables",
            "afterVersioned",
            "afterMigrateApplied",
            "afterMigrate",
            "afterMigrateError",
            "beforeUndo",
            "beforeEachUndo",
            "beforeEachUndoStatement",
            "afterEachUndoStatement",
            "afterEachUndoStatementError",
            "afterEachUndo",
            "afterEachUndoError",
            "afterUndo",
            "afterUndoError",
            "beforeValidate",
            "afterValidate",
            "afterValidateError",
            "beforeBaseline",
            "afterBaseline",
            "afterBaselineError",
            "beforeRepair",
            "afterRepair",
            "afterRepairError",
            "beforeInfo",
            "afterInfo",
            "afterInfoError",
            "createSchema",
            "beforeCreateSchema",
            "beforeConnect",
            "afterConnect");

    /** Read a file's name; empty when Flyway passes over it. */
    static Optional<FlywayName> parse(Path file) {
        String name = file.getFileName().toString();
        if (!name.toLowerCase(Locale.ROOT).endsWith(SUFFIX)) {
            return Optional.empty();
        }
        String stem = name.substring(0, name.length() - SUFFIX.length());
        Optional<String> callback =
                CALLBACKS.stream().filter(stem::startsWith).max(Comparator.comparingInt(String::length));
        if (callback.isPresent()) {
            return parse(file, Kind.CALLBACK, stem.substring(callback.get().length()));
        }
        for (Kind kind : Kind.values()) {
            if (kind != Kind.CALLBACK && stem.startsWith(kind.prefix)) {
                return parse(file, kind, stem.substring(kind.prefix.length()));
            }
        }
        return Optional.empty();
    }

    private static Optional<FlywayName> parse(Path file, Kind kind, String rest) {
        int separator = rest.indexOf(SEPARATOR);
        String before = separator < 0 ? rest : rest.substring(0, separator);
        String description = separator < 0
                ? ""
                : rest.substring(separator + SEPARATOR.length()).replace('_', ' ');
        if (!kind.isVersioned()) {
            return before.isEmpty()
                    ? Optional.of(new FlywayName(file, kind, Optional.empty(), description))
                    : Optional.empty();
        }
        return FlywayVersion.parse(before)
                .map(version -> new FlywayName(file, kind, Optional.of(version), description));
    }

    boolean is(Kind other) {
        return kind == other;
    }

    /** Return the name that the undo script of this migration would have. */
    String undoName() {
        String name = file.getFileName().toString();
        return Kind.UNDO.prefix + name.substring(1);
    }
}
