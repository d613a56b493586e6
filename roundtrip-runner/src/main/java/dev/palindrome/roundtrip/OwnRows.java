package dev.palindrome.roundtrip;

import dev.palindrome.data.TableName;
import dev.palindrome.data.UserRows;
import dev.palindrome.revision.RevisionGraph;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.UnresolvableTargetException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a user adds to the rows that are made: a folder with {@code <revision>.sql}, the rows just below that revision, and {@code assume.txt}, a
 * condition that every row satisfies in each line. Immutable.
 *
 * @param files by the revision that they stand below
 */
public record OwnRows(Map<RevisionId, OwnFile> files, List<Assumption> assumptions) {

    private static final Path USUAL = Path.of("palindrome", "rows");
    private static final String ASSUMPTIONS = "assume.txt";

    private static final Pattern ADD = Pattern.compile("^\\s*--\\s*palindrome:rows\\s+add\\b(.*)$", Pattern.MULTILINE);

    /** A script with rows. */
    record OwnFile(Path file, UserRows rows) {}

    public OwnRows {
        files = Map.copyOf(files);
        assumptions = List.copyOf(assumptions);
    }

    public static OwnRows none() {
        return new OwnRows(Map.of(), List.of());
    }

    /**
     * Read a folder.
     *
     * @throws OwnRowsException when a file is not named for a revision, or cannot be read
     */
    public static OwnRows read(Path folder, RevisionGraph graph) {
        Map<RevisionId, OwnFile> files = new LinkedHashMap<>();
        List<Assumption> assumptions = new ArrayList<>();
        for (Path file : list(folder)) {
            String name = file.getFileName().toString();
            if (name.equals(ASSUMPTIONS)) {
                assumptions.addAll(assumptions(file));
            } else if (name.endsWith(".sql")) {
                RevisionId revision = revision(file, name.substring(0, name.length() - ".sql".length()), graph);
                OwnFile twin = files.put(revision, new OwnFile(file, rows(file)));
                if (twin != null) {
                    throw new OwnRowsException("%s and %s both have rows for revision %s: put them into one file"
                            .formatted(twin.file, file, revision));
                }
            } else {
                throw new OwnRowsException(
                        file + " has no meaning: expected <revision>.sql, or assume.txt. Rename or remove it");
            }
        }
        return new OwnRows(files, assumptions);
    }

    /** Return the folder {@code palindrome/rows} that belongs to a folder of migrations: beside it, or in the working directory. */
    public static Optional<Path> folderFor(Path migrations) {
        return Stream.of(
                        migrations.toAbsolutePath().resolveSibling(USUAL),
                        Path.of("").toAbsolutePath().resolve(USUAL))
                .filter(Files::isDirectory)
                .findFirst();
    }

    /** Return the same with further assumptions. */
    public OwnRows assuming(List<Assumption> further) {
        return new OwnRows(
                files, Stream.concat(assumptions.stream(), further.stream()).toList());
    }

    private static RevisionId revision(Path file, String name, RevisionGraph graph) {
        try {
            return graph.find(name).id();
        } catch (UnresolvableTargetException e) {
            throw new OwnRowsException(
                    "%s is to have the name of the revision that its rows stand below, such as %s.sql: %s"
                            .formatted(
                                    file,
                                    graph.inOrder().isEmpty()
                                            ? "3f2a1c"
                                            : graph.inOrder().get(0).id(),
                                    e.getMessage()),
                    e);
        }
    }

    private static UserRows rows(Path file) {
        String sql = text(file);
        Matcher matcher = ADD.matcher(sql);
        Set<TableName> extended = new TreeSet<>();
        boolean all = false;
        while (matcher.find()) {
            String tables = matcher.group(1).strip();
            all |= tables.isEmpty();
            for (String table : tables.isEmpty() ? new String[0] : tables.split(",")) {
                extended.add(table(table, file, sql, matcher.start(1)));
            }
        }
        return new UserRows(sql, all, extended);
    }

    private static TableName table(String name, Path file, String sql, int at) {
        try {
            return TableName.parse(name.strip());
        } catch (IllegalArgumentException e) {
            long line = 1
                    + sql.substring(0, at)
                            .chars()
                            .filter(character -> character == '\n')
                            .count();
            throw new OwnRowsException(
                    "%s:%d: expected names of tables, separated by commas: %s".formatted(file, line, e.getMessage()),
                    e);
        }
    }

    private static List<Assumption> assumptions(Path file) {
        List<Assumption> assumptions = new ArrayList<>();
        int line = 0;
        for (String text : text(file).lines().toList()) {
            line++;
            if (!text.isBlank()
                    && !text.strip().startsWith("#")
                    && !text.strip().startsWith("--")) {
                assumptions.add(Assumption.parse(text, file + ":" + line));
            }
        }
        return assumptions;
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new OwnRowsException(
                    folder + " cannot be read: expected a folder with <revision>.sql and assume.txt", e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).replaceFirst("^\uFEFF", "").replace("\r\n", "\n");
        } catch (CharacterCodingException e) {
            throw new OwnRowsException(file + " is not UTF-8. Save it as UTF-8", e);
        } catch (IOException e) {
            throw new OwnRowsException(file + " cannot be read: " + e, e);
        }
    }
}
