package dev.palindrome.report;

import dev.palindrome.roundtrip.RoundTripReport;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A folder that gathers the reports of tests, with an index of all that lie in it. Several processes may write to it at once: each writes files of
 * its own, and the last one's index has them all.
 */
public final class ReportFolder {

    private static final String INDEX = "index.html";
    private static final String LOCK = ".lock";

    /** Some file systems take no more for a name than 255 bytes. */
    private static final int LONGEST_NAME = 200;

    private static final Pattern UNUSUAL = Pattern.compile("[^A-Za-z0-9._$-]");

    /** A lock on a file is the whole process's, and threads of one need something else. */
    private static final Object IN_THIS_PROCESS = new Object();

    private final Path path;

    public ReportFolder(Path path) {
        this.path = path;
    }

    public Path index() {
        return path.resolve(INDEX);
    }

    /**
     * Write the reports on one history, as a page, as JSON, as Markdown and as SARIF, in the place of those that the same test wrote before. The
     * folder is made if it is missing.
     *
     * @param prefix begins the names of files, where tests of the same name share the folder; may be empty
     * @throws IOException when one cannot be written
     */
    public void write(TestedHistory history, String prefix, Instant written) throws IOException {
        Files.createDirectories(path);
        RoundTripReport report = history.report();
        String name = fileName(prefix + history.test());
        SourceRoot root = SourceRoot.of(report.history().directory(), System.getenv());
        boolean failed = report.hasStanding(history.threshold());
        WholeFile.write(path.resolve(name + ".html"), out -> HtmlReport.write(report, history.again(), written, out));
        WholeFile.write(
                path.resolve(name + ".md"),
                out -> out.append(MarkdownReport.render(report, history.threshold(), history.again())));
        WholeFile.write(
                path.resolve(name + ".sarif"), out -> out.append(SarifReport.render(report, root, failed ? 1 : 0)));
        // The index is made of these: what it names is there by then.
        WholeFile.write(path.resolve(name + ".json"), out -> out.append(JsonReport.renderTest(history, written)));
    }

    /**
     * Write the index of all reports in the folder; other processes that want to do so wait.
     *
     * @throws IOException when that fails
     */
    public void writeIndex() throws IOException {
        synchronized (IN_THIS_PROCESS) {
            try (FileChannel channel =
                    FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                // Closing the channel releases it, and so does the end of the process, however that ends.
                channel.lock();
                ReportIndex index = ReportIndex.of(List.of(path));
                WholeFile.write(index(), out -> index.write(path, out));
            }
        }
    }

    /** Return a name that every file system takes; two names stay two. */
    static String fileName(String name) {
        String usual = UNUSUAL.matcher(name).replaceAll("_");
        if (usual.equals(name) && name.length() <= LONGEST_NAME) {
            return name;
        }
        String start = usual.substring(0, Math.min(usual.length(), LONGEST_NAME - 9));
        return "%s-%08x".formatted(start, name.hashCode());
    }
}
