package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.Bookkeeping;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.internal.sql.SourceText;
import dev.palindrome.revision.internal.sql.TextFiles;
import dev.palindrome.revision.internal.sql.UnreadableTextException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Flyway's table: a row for each script that ran. Flyway compares the checksums of what is applied with its files.
 *
 * @param directory of the scripts
 */
record FlywayTable(Path directory) implements Bookkeeping {

    static final String NAME = "flyway_schema_history";
    private static final String TABLE = "public." + NAME;
    private static final String REPEATABLE = "R__";

    private static final String APPLIED =
            " FROM (SELECT DISTINCT ON (coalesce(version, description)) version, description, type, checksum, success"
                    + " FROM " + TABLE
                    + " WHERE type <> 'SCHEMA' ORDER BY coalesce(version, description), installed_rank DESC) AS last"
                    + " WHERE success AND type NOT LIKE 'UNDO%'";

    @Override
    public Row row() {
        return Row.APPLIED;
    }

    @Override
    public String query() {
        return "SELECT coalesce(version, '" + REPEATABLE + "' || replace(description, ' ', '_'))" + APPLIED;
    }

    /** Of scripts with a version: a repeatable one that was changed is run again. */
    @Override
    public Optional<String> checksumQuery() {
        return Optional.of("SELECT version, checksum::text" + APPLIED
                + " AND version IS NOT NULL AND checksum IS NOT NULL AND type IN ('SQL', 'SQL_BASELINE')");
    }

    @Override
    public Optional<String> checksum(Revision revision) {
        return isRepeatable(revision)
                ? Optional.empty()
                : checksum(revision.file()).map(Object::toString);
    }

    @Override
    public Optional<String> obstacleQuery() {
        return Optional.of("SELECT 'script ' || script || ' failed midway, as Flyway wrote down' FROM " + TABLE
                + " WHERE NOT success");
    }

    @Override
    public String nameOf(Revision revision) {
        String id = revision.id().value();
        return isRepeatable(revision) ? id : id.replace('_', '.');
    }

    @Override
    public boolean isRepeatable(Revision revision) {
        return revision.id().value().startsWith(REPEATABLE);
    }

    @Override
    public List<String> upgraded(Revision revision, List<Revision> below) {
        String version = isRepeatable(revision) ? "NULL" : SqlText.literal(nameOf(revision));
        String type = revision.file().getFileName().toString().startsWith("B") ? "SQL_BASELINE" : "SQL";
        return List.of("INSERT INTO " + TABLE
                + " (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success) SELECT"
                + " coalesce(max(installed_rank), 0) + 1, " + version + ", " + SqlText.literal(description(revision))
                + ", '" + type
                + "', " + SqlText.literal(HistoryFolder.name(revision.file())) + ", "
                + checksum(revision.file()).map(Object::toString).orElse("NULL") + ", current_user, 0, true FROM "
                + TABLE);
    }

    /** Flyway shows {@code << no description >>} where there is none, and so do its rows. */
    private static String description(Revision revision) {
        return revision.message().equals(revision.id().value()) ? "<< no description >>" : revision.message();
    }

    @Override
    public List<String> downgraded(Revision revision, List<Revision> left) {
        return List.of("DELETE FROM " + TABLE + " WHERE version = " + SqlText.literal(nameOf(revision)));
    }

    @Override
    public String emptying() {
        return "DELETE FROM " + TABLE;
    }

    /** Of the lines without their ends, and without a byte order mark; empty when the file cannot be read. */
    private Optional<Integer> checksum(Path file) {
        try {
            SourceText text = TextFiles.read(directory, file).withoutByteOrderMark();
            CRC32 sum = new CRC32();
            text.text().lines().forEach(line -> sum.update(line.getBytes(StandardCharsets.UTF_8)));
            return Optional.of((int) sum.getValue());
        } catch (UnreadableTextException e) {
            return Optional.empty();
        }
    }
}
