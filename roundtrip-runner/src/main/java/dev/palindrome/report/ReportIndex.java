package dev.palindrome.report;

import dev.palindrome.roundtrip.RevisionStatus;
import dev.palindrome.roundtrip.finding.Severity;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page that leads to reports, made of the JSON reports that lie in folders. */
public final class ReportIndex {

    private static final String JSON = ".json";

    private final List<Entry> entries;
    private final List<Path> unread;

    private ReportIndex(List<Entry> entries, List<Path> unread) {
        this.entries = entries;
        this.unread = unread;
    }

    /**
     * A report.
     *
     * @param directory the folder of the history, as the test names it; empty when it is not known
     * @param statuses how many revisions have which
     * @param severities how many findings that nobody has allowed have which
     * @param page the same report for a browser, if it lies beside
     */
    private record Entry(
            Path file,
            String name,
            String directory,
            String database,
            Map<RevisionStatus, Long> statuses,
            Map<Severity, Long> severities,
            long milliseconds,
            Instant written,
            Optional<Path> page) {

        boolean isBroken() {
            return statuses.containsKey(RevisionStatus.ERROR) || statuses.containsKey(RevisionStatus.UP_FAILED);
        }

        long revisions() {
            return statuses.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * Read the reports in folders, not below them. A file with another content is passed over.
     *
     * @throws IOException when a folder or a file cannot be read
     */
    public static ReportIndex of(List<Path> folders) throws IOException {
        List<Entry> entries = new ArrayList<>();
        List<Path> unread = new ArrayList<>();
        for (Path folder : folders) {
            for (Path file : jsonFiles(folder)) {
                Optional<Entry> entry = read(file);
                entry.ifPresentOrElse(entries::add, () -> unread.add(file));
            }
        }
        entries.sort(Comparator.comparing(Entry::isBroken)
                .reversed()
                .thenComparing(Entry::name)
                .thenComparing(Entry::file));
        return new ReportIndex(entries, unread);
    }

    private static List<Path> jsonFiles(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + JSON)) {
            found.forEach(files::add);
        }
        files.sort(Comparator.naturalOrder());
        return files;
    }

    private static Optional<Entry> read(Path file) throws IOException {
        try {
            return Optional.of(entry(file, new JsonNode(JsonReader.read(Files.readString(file)), "")));
        } catch (UnreadableReportException | DateTimeParseException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Entry entry(Path file, JsonNode root) throws IOException {
        JsonNode version = root.at("version");
        if (version.number() != JsonReport.FORMAT_VERSION) {
            throw version.expected("format version " + JsonReport.FORMAT_VERSION);
        }
        String base = file.getFileName().toString().replaceFirst("\\.json$", "");
        JsonNode test = root.at("test");
        List<JsonNode> revisions = root.at("revisions").list(revision -> revision);
        JsonNode database = root.at("database");
        return new Entry(
                file,
                test.isMissing() ? base : test.at("name").text(),
                test.isMissing() ? "" : test.at("directory").text(),
                "PostgreSQL " + database.at("server").text(),
                count(RevisionStatus.class, revisions.stream().map(ShardReport::statusOf)),
                count(Severity.class, revisions.stream().flatMap(ReportIndex::standing)),
                root.at("summary").at("duration_ms").number(),
                test.isMissing()
                        ? Files.getLastModifiedTime(file).toInstant()
                        : Instant.parse(test.at("written").text()),
                Optional.of(file.resolveSibling(base + ".html")).filter(Files::exists));
    }

    private static Stream<Severity> standing(JsonNode revision) {
        return revision.at("findings").list(finding -> finding).stream()
                .filter(finding -> finding.at("allowed").isMissing())
                .map(ShardReport::severityOf);
    }

    private static <E extends Enum<E>> Map<E, Long> count(Class<E> type, Stream<E> values) {
        return values.collect(Collectors.groupingBy(value -> value, () -> new EnumMap<>(type), Collectors.counting()));
    }

    /** Tell whether no report was found. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    public int size() {
        return entries.size();
    }

    /**
     * Write the page.
     *
     * @param from the folder that it will lie in, which its links are relative to
     */
    public void write(Path from, Appendable out) throws IOException {
        HtmlWriter html = new HtmlWriter(out);
        HtmlPage.begin(html, "Reports – Palindrome", "");
        html.markup("<header class=\"top\">\n");
        HtmlPage.product(html);
        html.element("h1", verdict());
        html.endLine("header");
        html.markup("<main>\n");
        html.start("ul", "class", "reports");
        html.markup("\n");
        for (Entry entry : entries) {
            write(entry, from, html);
        }
        html.endLine("ul");
        for (Path file : unread) {
            html.element("p", link(from, file) + " is no report of format version 1.", "class", "left-out");
            html.markup("\n");
        }
        html.markup("</main>\n");
        HtmlPage.end(html, "");
    }

    private String verdict() {
        long broken = entries.stream().filter(Entry::isBroken).count();
        String all = ReportWords.counted(entries.size(), "history").replace("historys", "histories");
        if (entries.isEmpty()) {
            return "No reports";
        }
        return broken == 0
                ? "No errors in " + all
                : broken + " of " + all + (broken == 1 ? " has" : " have") + " errors";
    }

    private static void write(Entry entry, Path from, HtmlWriter html) throws IOException {
        html.start("li", "class", entry.isBroken() ? "s-error" : "s-ok");
        html.start("h2");
        html.element("a", entry.name(), "href", url(from, entry.page().orElse(entry.file())));
        html.endLine("h2");
        if (!entry.directory().isEmpty()) {
            html.element("p", entry.directory(), "class", "file");
        }
        HtmlBar.write(html, entry.statuses());
        HtmlBar.legend(html, entry.statuses());
        html.start("p", "class", "about");
        html.text(String.join(
                " · ",
                ReportWords.counted(entry.revisions(), "revision"),
                findings(entry.severities()),
                entry.database(),
                String.format(Locale.ROOT, "%.1f s", entry.milliseconds() / 1000.0)));
        html.text(" · ");
        html.element(
                "time",
                HtmlPage.date(entry.written()),
                "datetime",
                entry.written().toString());
        html.text(" · ");
        html.element("a", "JSON", "href", url(from, entry.file()));
        html.end("p");
        html.endLine("li");
    }

    private static String findings(Map<Severity, Long> severities) {
        String counts = severities.entrySet().stream()
                .map(count -> count.getKey() == Severity.INFO
                        ? count.getValue() + " info"
                        : ReportWords.counted(count.getValue(), count.getKey().toString()))
                .collect(Collectors.joining(", "));
        return counts.isEmpty() ? "no findings" : counts;
    }

    private static String link(Path from, Path file) {
        Path folder = from.toAbsolutePath().normalize();
        Path target = file.toAbsolutePath().normalize();
        // On Windows there is no way from one drive to another.
        boolean related = folder.getRoot() != null && folder.getRoot().equals(target.getRoot());
        return (related ? folder.relativize(target) : target).toString().replace('\\', '/');
    }

    private static String url(Path from, Path file) {
        return SourceRoot.encodedPath(link(from, file));
    }
}
