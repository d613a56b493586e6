package dev.palindrome.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A data migration told by files: {@code before.sql} and {@code before/*.csv} are the rows below the revision, {@code
 * after-upgrade/*.csv} and {@code after-downgrade/*.csv} those that are expected. A CSV file has the name of its table, with a number before it
 * where the order matters.
 */
record DataFiles(Path folder) {

    private static final String BEFORE_SQL = "before.sql";
    private static final String BEFORE = "before";
    private static final String AFTER_UPGRADE = "after-upgrade";
    private static final String AFTER_DOWNGRADE = "after-downgrade";

    /**
     * Find a folder of a project.
     *
     * @throws IllegalArgumentException when there is none, when nothing is expected in it, or when it has a file that has no meaning
     */
    static DataFiles in(String folder) {
        Path found = ProjectPath.first(Path.of(folder), Files::isDirectory)
                .orElseThrow(() -> new IllegalArgumentException("No folder of rows: looked for "
                        + ProjectPath.lookedFor(Path.of(folder)) + ". It is to have before.sql or before/*.csv, and "
                        + "after-upgrade/*.csv"));
        DataFiles files = new DataFiles(found);
        files.check();
        return files;
    }

    private void check() {
        for (Path file : list(folder)) {
            String name = file.getFileName().toString();
            boolean known = Files.isDirectory(file)
                    ? List.of(BEFORE, AFTER_UPGRADE, AFTER_DOWNGRADE).contains(name)
                    : name.equals(BEFORE_SQL);
            if (!known) {
                throw new IllegalArgumentException(
                        file
                                + " has no meaning: expected before.sql, before/, after-upgrade/ and after-downgrade/. Rename or remove it");
            }
        }
        if (csv(AFTER_UPGRADE).isEmpty() && csv(AFTER_DOWNGRADE).isEmpty()) {
            throw new IllegalArgumentException(
                    folder + " expects nothing: add after-upgrade/<table>.csv, whose first line names columns");
        }
    }

    void verify(Migration migration, RowAccess access) {
        Path before = folder.resolve(BEFORE_SQL);
        if (Files.exists(before)) {
            access.sql(text(before), before.toString());
        }
        csv(BEFORE).forEach(file -> access.insertCsv(table(file), file));
        migration.upgrade();
        csv(AFTER_UPGRADE).forEach(file -> compare(file, access));
        if (!csv(AFTER_DOWNGRADE).isEmpty()) {
            migration.downgrade();
            csv(AFTER_DOWNGRADE).forEach(file -> compare(file, access));
        }
    }

    private static void compare(Path file, RowAccess access) {
        String table = table(file);
        Rows expected = access.csv(table, file);
        String columns = String.join(
                ", ",
                expected.columns().stream()
                        .map(column -> '"' + column.replace("\"", "\"\"") + '"')
                        .toList());
        access.rows("SELECT %s FROM %s".formatted(columns, access.resolved(table)), "table " + table)
                .assertThat()
                .as(file.toString())
                .containsExactly(expected.asList());
    }

    /** {@code 02-order_lines.csv} has rows of {@code order_lines}. */
    private static String table(Path file) {
        return file.getFileName().toString().replaceFirst("^\\d+[-_ ]", "").replaceFirst("\\.csv$", "");
    }

    private List<Path> csv(String part) {
        Path directory = folder.resolve(part);
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<Path> files = list(directory);
        for (Path file : files) {
            if (!file.toString().endsWith(".csv")) {
                throw new IllegalArgumentException(
                        file + " has no meaning: expected <table>.csv, whose first line names columns");
            }
        }
        return files;
    }

    private static List<Path> list(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw RowAccess.unreadable(directory, e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw RowAccess.unreadable(file, e);
        }
    }
}
