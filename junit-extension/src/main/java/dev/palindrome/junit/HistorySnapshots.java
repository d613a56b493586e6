package dev.palindrome.junit;

import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.roundtrip.UnreachableRevisionException;
import dev.palindrome.schema.golden.GoldenSnapshots;
import dev.palindrome.schema.golden.GoldenVerdict;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** The schemas of a history beside their golden files. Those of all revisions are read in one pass, when first wanted. */
final class HistorySnapshots {

    private static final List<Path> ROOTS = List.of(Path.of("src/main/resources"), Path.of("src/test/resources"));
    private static final int SLUG_LENGTH = 60;

    private final MigrationContext migrations;
    private final Optional<String> folder;
    private final Once<Ascent> ascent = new Once<>(this::ascend);

    private HistorySnapshots(MigrationContext migrations, Optional<String> folder) {
        this.migrations = migrations;
        this.folder = folder;
    }

    /** Return what all tests with the same configuration share. */
    static HistorySnapshots of(ExtensionContext context) {
        MigrationContext migrations = MigrationTestExtension.migrations(context);
        Optional<String> folder = new TestSubject(context).snapshotFolder();
        Key key = new Key(migrations.configuration(), folder);
        return MigrationTestExtension.shared(context)
                .getOrComputeIfAbsent(key, any -> new HistorySnapshots(migrations, folder), HistorySnapshots.class);
    }

    private record Key(Configuration configuration, Optional<String> folder) {}

    MigrationContext migrations() {
        return migrations;
    }

    void assertHeadAsReviewed() {
        try {
            folder.map(this::named)
                    .orElseGet(GoldenSnapshots::ofModule)
                    .check(GoldenSnapshots.HEAD, migrations.head())
                    .orThrow();
        } catch (SQLException e) {
            throw lost(e);
        }
    }

    void assertAsReviewed(Revision revision) {
        try {
            ascent.get().verdict(revision.id()).orThrow();
        } catch (SQLException e) {
            throw lost(e);
        }
    }

    void assertNoneObsolete() {
        own().checkObsolete(migrations.history().graph().inOrder().stream()
                        .map(HistorySnapshots::label)
                        .toList())
                .orThrow();
    }

    private static IllegalStateException lost(SQLException e) {
        return new IllegalStateException("The database went away: " + e.getMessage(), e);
    }

    private Ascent ascend() throws SQLException {
        GoldenSnapshots golden = own();
        Map<RevisionId, GoldenVerdict> verdicts = new HashMap<>();
        try {
            migrations
                    .states()
                    .ascend(
                            migrations.options()::judges,
                            (revision, schema) -> verdicts.put(revision.id(), golden.check(label(revision), schema)));
            return new Ascent(verdicts, null);
        } catch (UnreachableRevisionException e) {
            return new Ascent(verdicts, e);
        }
    }

    /** How far the upgrades led, and what was seen on the way. */
    private record Ascent(
            Map<RevisionId, GoldenVerdict> verdicts,
            @Nullable UnreachableRevisionException end) {

        GoldenVerdict verdict(RevisionId id) {
            if (end == null || verdicts.containsKey(id)) {
                return verdicts.get(id);
            }
            if (end.revision().equals(id)) {
                throw end;
            }
            throw new TestAbortedException(
                    "The schema at revision %s was not compared: %s".formatted(id, end.getMessage()));
        }
    }

    /** Return the golden files of this history alone, so that a file there that belongs to no revision belongs to nobody. */
    private GoldenSnapshots own() {
        return named(folder.orElseGet(() -> pathOf(migrations.configuration().directory())));
    }

    /** Folders of resources are left out, and of a folder elsewhere there is only its name to go by. */
    private static String pathOf(Path directory) {
        Path normal = directory.normalize();
        if (normal.isAbsolute()) {
            return normal.getFileName().toString();
        }
        return ROOTS.stream()
                .filter(normal::startsWith)
                .findFirst()
                .map(root -> root.relativize(normal))
                .orElse(normal)
                .toString();
    }

    private GoldenSnapshots named(String path) {
        GoldenSnapshots golden = GoldenSnapshots.ofModule();
        for (Path element : Path.of(path)) {
            golden = golden.inFolder(element.toString());
        }
        return golden;
    }

    /** Name a revision's file as migration tools name theirs: 7c1f0a_add_order_status. */
    private static String label(Revision revision) {
        String slug = revision.message().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        String cut = slug.substring(0, Math.min(slug.length(), SLUG_LENGTH)).replaceAll("^_|_$", "");
        return cut.isEmpty() ? revision.id().value() : revision.id().value() + "_" + cut;
    }
}
