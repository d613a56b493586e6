package dev.palindrome.cli;

import dev.palindrome.revision.MalformedHistoryException;
import dev.palindrome.revision.ProgramOptions;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionSources;
import dev.palindrome.roundtrip.HistoryChanges;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a folder of migrations held where the branch left a commit, branch or tag. */
final class EarlierHistory {

    /** What one of the formats reads. */
    private static final Set<String> READ =
            Set.of("sql", "conf", "plan", "toml", "xml", "yaml", "yml", "json", "properties");

    /** Only its own tool reads it, by running it. */
    private static final Set<String> PROGRAMS = Set.of("alembic", "java");

    /** No script is as large; a file of data beside them may be. */
    private static final long LARGEST = 16L << 20;

    private static final int NEWLINE = '\n';

    private final RevisionHistory now;
    private final String since;
    private final Git git;

    private EarlierHistory(RevisionHistory now, String since) {
        this.now = now;
        this.since = since;
        this.git = new Git(now.directory());
    }

    /**
     * What changed since then.
     *
     * @param note why that cannot be told; empty when it can
     */
    record Compared(HistoryChanges changes, Optional<String> note) {}

    /**
     * Compare the history with that of the folder then.
     *
     * @param since a commit, branch or tag; compared is where the branch left it
     * @throws UsageException when git cannot say
     */
    static Compared compare(RevisionHistory now, String since, ProgramOptions program) {
        try {
            return new EarlierHistory(now, since).compare(program);
        } catch (IOException e) {
            throw new UsageException("--changed-since: the files of %s cannot be read: %s".formatted(since, e), e);
        }
    }

    private Compared compare(ProgramOptions program) throws IOException {
        Map<Path, String> files = files();
        if (files.isEmpty()) {
            return new Compared(HistoryChanges.none(), Optional.empty());
        }
        Path folder = Files.createTempDirectory("palindrome-since");
        try {
            return PROGRAMS.contains(now.format()) ? comparePrograms(folder, files) : compare(folder, files, program);
        } finally {
            delete(folder);
        }
    }

    private Compared comparePrograms(Path folder, Map<Path, String> files) throws IOException {
        List<Path> wanted = now.graph().inOrder().stream()
                .map(Revision::file)
                .filter(files::containsKey)
                .distinct()
                .toList();
        List<byte[]> contents = contents(
                folder,
                wanted.stream().map(file -> files.getOrDefault(file, "")).toList());
        Map<Path, byte[]> byName = new HashMap<>();
        for (int index = 0; index < wanted.size(); index++) {
            byName.put(wanted.get(index), contents.get(index));
        }
        return new Compared(
                HistoryChanges.ofFiles(
                        since,
                        files.keySet(),
                        file -> Optional.ofNullable(byName.get(file)).flatMap(EarlierHistory::text),
                        now),
                Optional.empty());
    }

    private static Optional<String> text(byte[] content) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private Compared compare(Path folder, Map<Path, String> files, ProgramOptions program) throws IOException {
        Map<Path, String> read = new LinkedHashMap<>(files);
        read.keySet().removeIf(file -> !READ.contains(extension(file)));
        Path copy = Files.createDirectories(folder.resolve("then"));
        write(read, folder, copy);
        try {
            RevisionHistory earlier = RevisionSources.read(copy, now.format(), program);
            return new Compared(HistoryChanges.between(since, earlier, now), Optional.empty());
        } catch (MalformedHistoryException e) {
            return new Compared(
                    HistoryChanges.none(),
                    Optional.of(
                            "which revisions were edited since %s is not told, since the folder could not be read then: %s"
                                    .formatted(since, e.problems().get(0).message())));
        }
    }

    /** Return the objects of git by the names of files, relative to the folder. */
    private Map<Path, String> files() {
        String base = git.text("merge-base", since, "HEAD").strip();
        Map<Path, String> files = new LinkedHashMap<>();
        for (String entry : git.text("ls-tree", "-r", "-z", "-l", base, ".").split("\0", -1)) {
            int tab = entry.indexOf('\t');
            if (tab > 0) {
                String[] fields = entry.substring(0, tab).split(" +", -1);
                boolean isFile = fields[0].startsWith("100") && Long.parseLong(fields[3].strip()) <= LARGEST;
                if (isFile) {
                    files.put(Path.of(entry.substring(tab + 1)), fields[2]);
                }
            }
        }
        return files;
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** One process for all files: each answer is a line "object type size", as many bytes, and a line feed. */
    private void write(Map<Path, String> files, Path folder, Path copy) throws IOException {
        List<byte[]> contents = contents(folder, List.copyOf(files.values()));
        int index = 0;
        for (Path file : files.keySet()) {
            Path target = copy.resolve(file).normalize();
            if (target.startsWith(copy)) {
                Files.createDirectories(target.getParent());
                Files.write(target, contents.get(index));
            }
            index++;
        }
    }

    private List<byte[]> contents(Path folder, List<String> objects) throws IOException {
        Path asked = Files.write(folder.resolve("objects"), objects);
        ByteBuffer answer = ByteBuffer.wrap(git.bytes(asked, "cat-file", "--batch"));
        List<byte[]> contents = new ArrayList<>();
        while (answer.hasRemaining()) {
            String[] header = line(answer).split(" ", -1);
            byte[] content = new byte[Integer.parseInt(header[2])];
            answer.get(content);
            answer.get();
            contents.add(content);
        }
        return contents;
    }

    private static String line(ByteBuffer answer) {
        StringBuilder line = new StringBuilder();
        for (byte next = answer.get(); next != NEWLINE; next = answer.get()) {
            line.append((char) next);
        }
        return line.toString();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
