package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionGraph;
import dev.palindrome.revision.RevisionGraph.Header;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.RevisionSource;
import dev.palindrome.revision.VersionTable;
import dev.palindrome.revision.internal.sql.SourceText;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Our own format: one SQL file a revision, with a header of comment lines that places it in the graph, and sections
 * {@code -- upgrade} and {@code -- downgrade}. docs/formats/palindrome.md describes it.
 */
public final class PalindromeSource implements RevisionSource {

    private static final Pattern NAME = Pattern.compile("(\\d{8}_\\d{4})_([^_]+)(?:_(.*))?\\.sql");
    private static final DateTimeFormatter NAME_DATE = DateTimeFormatter.ofPattern("uuuuMMdd_HHmm", Locale.ROOT);

    /** Return the table of formats that have no tool of their own. */
    public static VersionTable ownVersionTable() {
        return VersionTables.palindrome();
    }

    @Override
    public String format() {
        return "palindrome";
    }

    @Override
    public Optional<String> recognise(Path directory) {
        HistoryFolder folder = new HistoryFolder(directory);
        long count = folder.files().stream()
                .filter(PalindromeSource::isScript)
                .filter(file -> folder.hasLine(file, PalindromeHeader::statesRevision))
                .count();
        return count == 0
                ? Optional.empty()
                : Optional.of(count + (count == 1 ? " file" : " files") + " with a line '-- revision: …'");
    }

    @Override
    public RevisionHistory read(Path directory) {
        return new Reading(new HistoryFolder(directory)).history();
    }

    private static boolean isScript(Path file) {
        return file.toString().endsWith(".sql");
    }

    private final class Reading {

        private final HistoryFolder folder;
        private final List<Parsed> parsed = new ArrayList<>();
        private final List<Path> passedOver = new ArrayList<>();

        Reading(HistoryFolder folder) {
            this.folder = folder;
        }

        RevisionHistory history() {
            folder.files().forEach(this::file);
            folder.notePassedOver(passedOver, "not named *.sql, or without a line '-- revision: …'");
            Map<String, RevisionId> labels = new HashMap<>();
            parsed.forEach(file -> file.header()
                    .branchLabels()
                    .forEach(label -> labels.put(label, file.header().id())));
            List<Revision> revisions =
                    parsed.stream().map(file -> revision(file, labels)).toList();
            refuseSilentBases();
            folder.refuseIfMalformed();
            return new RevisionHistory(
                    format(),
                    folder.directory(),
                    graph(revisions),
                    folder.notes(),
                    Optional.of(VersionTables.palindrome()));
        }

        /** One revision without the line is the base; of two, one was forgotten. */
        private void refuseSilentBases() {
            List<Parsed> silent = parsed.stream()
                    .filter(file -> !file.header().statesDownRevision())
                    .toList();
            if (silent.size() > 1) {
                silent.forEach(file -> folder.problem(
                        file.file(),
                        1,
                        "there is no header line '-- down-revision: …', and " + (silent.size() - 1)
                                + (silent.size() == 2 ? " other file lacks it too" : " other files lack it too")
                                + ": name the revision below, or write none for a base"));
            }
        }

        private RevisionGraph graph(List<Revision> revisions) {
            Map<Path, Map<Header, Integer>> lines = parsed.stream()
                    .collect(
                            Collectors.toMap(Parsed::file, file -> file.header().lines()));
            return RevisionGraph.of(
                    revisions,
                    (revision, header) -> Optional.ofNullable(
                            lines.getOrDefault(revision.file(), Map.of()).get(header)));
        }

        private void file(Path file) {
            if (!isScript(file)) {
                passedOver.add(file);
                return;
            }
            Optional<SourceText> source = folder.read(file).map(SourceText::withoutByteOrderMark);
            if (source.isEmpty()) {
                return;
            }
            if (source.get().text().lines().noneMatch(PalindromeHeader::statesRevision)
                    && !NAME.matcher(file.toString()).matches()) {
                passedOver.add(file);
                return;
            }
            Optional<PalindromeHeader> header = PalindromeHeader.parse(folder, source.get());
            Optional<PalindromeFile> scripts = PalindromeFile.parse(folder, source.get());
            if (header.isPresent() && scripts.isPresent()) {
                checkName(file, header.get());
                parsed.add(new Parsed(file, header.get(), scripts.get()));
            }
        }

        private void checkName(Path file, PalindromeHeader header) {
            Matcher name = NAME.matcher(file.toString());
            if (name.matches() && !header.id().value().equals(name.group(2)) && !startsWithId(name, header)) {
                folder.problem(
                        file,
                        header.lines().getOrDefault(Header.REVISION, 1),
                        "the revision is '" + header.id() + "', but the file's name says '" + name.group(2)
                                + "': make them the same");
            }
        }

        /** An id may have underscores, which the name's pattern takes for the end of it. */
        private boolean startsWithId(Matcher name, PalindromeHeader header) {
            String rest = name.group(3) == null ? name.group(2) : name.group(2) + "_" + name.group(3);
            return rest.equals(header.id().value()) || rest.startsWith(header.id() + "_");
        }

        private Revision revision(Parsed file, Map<String, RevisionId> labels) {
            PalindromeHeader header = file.header();
            PalindromeFile scripts = file.scripts();
            return new Revision(
                    header.id(),
                    header.downRevisions(),
                    header.branchLabels(),
                    dependencies(header, labels),
                    header.message().orElseGet(() -> wordsOf(file.file())),
                    header.created().or(() -> dateOf(file.file())),
                    scripts.upgrade(),
                    Downgrades.of(
                            folder,
                            scripts.downgrade(),
                            scripts.directives(),
                            "a section '-- downgrade' in " + file.file()),
                    scripts.directives().allowances(),
                    file.file());
        }

        /** A dependency may name a branch by its label. */
        private static Set<RevisionId> dependencies(PalindromeHeader header, Map<String, RevisionId> labels) {
            return header.dependencies().stream()
                    .map(name -> Optional.ofNullable(labels.get(name)).orElseGet(() -> new RevisionId(name)))
                    .collect(Collectors.toSet());
        }

        private static String wordsOf(Path file) {
            Matcher name = NAME.matcher(file.toString());
            return name.matches() && name.group(3) != null
                    ? name.group(3).replace('_', ' ')
                    : file.toString().replaceAll("\\.sql$", "");
        }

        private static Optional<Instant> dateOf(Path file) {
            Matcher name = NAME.matcher(file.toString());
            if (!name.matches()) {
                return Optional.empty();
            }
            try {
                return Optional.of(LocalDateTime.parse(name.group(1), NAME_DATE).toInstant(ZoneOffset.UTC));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
    }

    private record Parsed(Path file, PalindromeHeader header, PalindromeFile scripts) {}
}
