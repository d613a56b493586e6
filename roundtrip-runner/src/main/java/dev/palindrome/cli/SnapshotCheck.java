package dev.palindrome.cli;

import dev.palindrome.schema.SchemaDiff;
import dev.palindrome.schema.SchemaSnapshot;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Compares a schema with the file that people reviewed.
 *
 * @param file the snapshot file
 * @param accept the command that writes it
 */
record SnapshotCheck(Path file, String accept) {

    int run(SchemaOrigin origin, PrintWriter out) throws SQLException {
        Optional<SchemaSnapshot> expected = expected();
        int exit = expected.isEmpty() ? missing(out) : compare(expected.get(), origin.read(), out);
        out.flush();
        return exit;
    }

    /** Read before any server is started, as is whatever else may be the user's mistake. */
    private Optional<SchemaSnapshot> expected() {
        return Files.exists(file) ? Optional.of(new SnapshotFile(file.toString()).read()) : Optional.empty();
    }

    private int missing(PrintWriter out) {
        out.println(name() + " is missing");
        out.println();
        out.println("Write it, review it, and commit it: " + PrintableText.of(accept));
        return ExitCode.SNAPSHOT_OUT_OF_DATE;
    }

    private int compare(SchemaSnapshot expected, SchemaSnapshot actual, PrintWriter out) {
        SchemaDiff diff = expected.compareWith(actual);
        int count = diff.differences().size();
        if (count == 0) {
            out.println(name() + " is up to date");
            return ExitCode.OK;
        }
        out.println("%s is out of date: %d difference%s".formatted(name(), count, count == 1 ? "" : "s"));
        out.println();
        diff.render().lines().forEach(line -> out.println("  " + PrintableText.of(line)));
        out.println();
        out.println("Finding PAL-S01 snapshot-differs, docs/snapshots.md");
        out.println("If the new schema is right, accept it: " + PrintableText.of(accept));
        return ExitCode.SNAPSHOT_OUT_OF_DATE;
    }

    private String name() {
        return PrintableText.of(file.toString());
    }
}
