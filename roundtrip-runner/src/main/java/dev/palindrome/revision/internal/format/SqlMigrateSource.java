package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.RevisionSource;
import dev.palindrome.revision.internal.sql.Directives;
import dev.palindrome.revision.internal.sql.ScriptRules;
import dev.palindrome.revision.internal.sql.ScriptSplitter;
import dev.palindrome.revision.internal.sql.SourceText;
import dev.palindrome.revision.internal.sql.SplitScript;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Folders of <a href="https://github.com/rubenv/sql-migrate">sql-migrate</a>: one file a revision with sections
 * {@code -- +migrate Up} and {@code -- +migrate Down}. Files that begin with a number come first, in the order of the numbers,
 * then the others by name.
 */
public final class SqlMigrateSource implements RevisionSource {

    private static final Pattern NUMBER = Pattern.compile("(\\d+).*", Pattern.DOTALL);
    private static final BigInteger LARGEST_NUMBER = BigInteger.valueOf(Long.MAX_VALUE);

    @Override
    public String format() {
        return "sql-migrate";
    }

    @Override
    public Optional<String> recognise(Path directory) {
        return new HistoryFolder(directory)
                .scriptsWithLine(
                        line -> line.startsWith("-- +migrate Up") || line.startsWith("-- +migrate Down"),
                        "'-- +migrate Up' or Down");
    }

    @Override
    public RevisionHistory read(Path directory) {
        HistoryFolder folder = new HistoryFolder(directory);
        Map<Boolean, List<Path>> files =
                folder.files().stream().collect(Collectors.partitioningBy(SqlMigrateSource::isScript));
        folder.notePassedOver(files.getOrDefault(false, List.of()), "not named *.sql");
        Chain chain = new Chain();
        inOrder(folder, files.getOrDefault(true, List.of()))
                .forEach(file -> folder.read(file).ifPresent(source -> revision(folder, source, chain)));
        folder.refuseIfMalformed();
        return new RevisionHistory(
                format(), directory, chain.graph(), folder.notes(), Optional.of(VersionTables.sqlMigrate()));
    }

    private static void revision(HistoryFolder folder, SourceText source, Chain chain) {
        Optional<SqlMigrateFile> file = SqlMigrateFile.parse(folder, source);
        SplitScript split = ScriptSplitter.split(source, ScriptRules.SERVER);
        Directives directives = Directives.of(split.comments());
        folder.problems(directives.problems());
        folder.problems(split.problems());
        file.ifPresent(script -> chain.add(
                new RevisionId(id(source.file())),
                message(source.file()),
                script.upgrade(),
                Downgrades.of(
                        folder, script.downgrade(), directives, "a section '-- +migrate Down' in " + source.file()),
                directives.allowances(),
                source.file()));
    }

    private static List<Path> inOrder(HistoryFolder folder, List<Path> files) {
        files.stream()
                .filter(file -> number(file)
                        .filter(number -> number.compareTo(LARGEST_NUMBER) > 0)
                        .isPresent())
                .forEach(file -> folder.problem(
                        file, "its number is too large for sql-migrate, which takes 64 bits: choose a smaller one"));
        return files.stream()
                .sorted(Comparator.comparing((Path file) -> number(file).isEmpty())
                        .thenComparing(file -> number(file).orElse(BigInteger.ZERO))
                        .thenComparing(Path::toString))
                .toList();
    }

    private static Optional<BigInteger> number(Path file) {
        Matcher matcher = NUMBER.matcher(file.toString());
        return matcher.matches() ? Optional.of(new BigInteger(matcher.group(1))) : Optional.empty();
    }

    private static boolean isScript(Path file) {
        return file.toString().endsWith(".sql");
    }

    /** The tool's own id is the name with its {@code .sql}, which says nothing to a reader. */
    private static String id(Path file) {
        String name = file.toString();
        return name.substring(0, name.length() - ".sql".length());
    }

    /** Return the words after the number or date that most names begin with. */
    private static String message(Path file) {
        String words = id(file).replaceFirst("^[\\d.\\-_]+", "")
                .replaceAll("[-_]+", " ")
                .strip();
        return words.isEmpty() ? id(file) : words;
    }
}
