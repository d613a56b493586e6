package dev.palindrome.roundtrip;

import dev.palindrome.revision.Problem;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.revision.internal.sql.ScriptRules;
import dev.palindrome.revision.internal.sql.ScriptSplitter;
import dev.palindrome.revision.internal.sql.SplitScript;
import dev.palindrome.revision.internal.sql.TextFiles;
import dev.palindrome.revision.internal.sql.UnreadableTextException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is to be done before the first revision, such as extensions that the history expects: statements, or a script in a file. Immutable.
 *
 * @param text as the user wrote it: the statements, or an at sign and the file; empty for nothing
 * @param script what the file holds; empty when the text is the statements
 */
public record SetupSql(String text, Optional<SqlScript> script) {

    private static final String FILE_MARK = "@";

    private static final int SHOWN = 100;

    /** Return the set-up that does nothing. */
    public static SetupSql none() {
        return new SetupSql("", Optional.empty());
    }

    /**
     * Return what a text says: statements, which are sent as they are, or {@code @} and a script, which is read at once, and sent as psql does: a
     * statement at a time, each in a transaction of its own unless the script says BEGIN. No statement begins with an at sign.
     *
     * @param text blank for nothing
     * @throws SetupFailedException when there is no such file, or it cannot be read or sent; names file and line
     */
    public static SetupSql of(String text) {
        String stripped = text.strip();
        return fileOf(stripped).map(SetupSql::ofFile).orElseGet(() -> new SetupSql(stripped, Optional.empty()));
    }

    /** Return the file that a text names; empty when the text is statements. */
    public static Optional<Path> fileOf(String text) {
        String stripped = text.strip();
        if (!stripped.startsWith(FILE_MARK)) {
            return Optional.empty();
        }
        try {
            String name = stripped.substring(1);
            if (!name.isBlank()) {
                return Optional.of(Path.of(name));
            }
        } catch (InvalidPathException e) {
            throw new SetupFailedException(
                    "'%s' names no file: %s. After the @ of the setup SQL comes the path of a script"
                            .formatted(stripped, e.getMessage()),
                    e);
        }
        throw new SetupFailedException(
                "'%s' names no file: after the @ of the setup SQL comes the path of a script, such as @setup.sql"
                        .formatted(stripped));
    }

    /**
     * Return what a script does.
     *
     * @throws SetupFailedException when it cannot be read or sent; names file and line
     */
    public static SetupSql ofFile(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new SetupFailedException("There is no script %s for the setup SQL: looked in %s"
                    .formatted(file, Path.of("").toAbsolutePath()));
        }
        try {
            SplitScript split =
                    ScriptSplitter.split(TextFiles.read(Path.of(""), file).withoutByteOrderMark(), ScriptRules.PSQL);
            if (!split.problems().isEmpty()) {
                throw new SetupFailedException(
                        split.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")));
            }
            return new SetupSql(
                    FILE_MARK + file, Optional.of(new SqlScript(file, split.batches(), TransactionMode.NONE)));
        } catch (UnreadableTextException e) {
            throw new SetupFailedException(e.problem().toString(), e);
        }
    }

    /** Return the statements of the script, or else the text as a whole. */
    List<String> statements() {
        return script.map(SqlScript::statements)
                .map(all -> all.stream().map(SqlStatement::text).toList())
                .orElse(List.of(text));
    }

    /** Return the text in a line, for a message: nobody looks for the reason behind a whole schema. */
    String shown() {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN - 1) + "…";
    }
}
