package dev.palindrome.cli;

import dev.palindrome.database.TestServer;
import dev.palindrome.rehearsal.RestoredDump;
import dev.palindrome.report.FailureText;
import dev.palindrome.report.ToolVersion;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.roundtrip.RevisionResult;
import dev.palindrome.roundtrip.RevisionStatus;
import dev.palindrome.roundtrip.RoundTripListener;
import dev.palindrome.roundtrip.RoundTripOptions;
import dev.palindrome.roundtrip.RoundTripReport;
import dev.palindrome.roundtrip.Shard;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.Severity;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * Tells a person what goes on: results, a line each; on a terminal also the revision at work, in a line that is overwritten.
 */
final class Terminal implements RoundTripListener {

    private static final String CLEAR_LINE = "\r\u001b[2K";

    /** A line that wraps could not be cleared as one; how wide the terminal is need not be known. */
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";

    private static final int MESSAGE_LENGTH = 120;
    private static final int PADDED_ID_LENGTH = 40;

    private final PrintWriter out;
    private final Ansi ansi;
    private final boolean live;
    private int idWidth = 1;
    private @Nullable Revision reviewed;
    private String lateHeading = "";
    private String rowsHeading = "with rows that the schema allows";

    private Terminal(PrintWriter out, Ansi ansi, boolean live) {
        this.out = out;
        this.ansi = ansi;
        this.live = live;
    }

    static Terminal of(CommandLine commandLine) {
        // NO_COLOR is honoured by picocli's AUTO.
        boolean live = StandardStreams.terminal().isPresent() && !"dumb".equals(System.getenv("TERM"));
        return new Terminal(commandLine.getOut(), Ansi.AUTO, live);
    }

    private void fitIds(RevisionHistory history) {
        idWidth = history.graph().inOrder().stream()
                .mapToInt(revision -> revision.id().value().length())
                .filter(length -> length <= PADDED_ID_LENGTH)
                .max()
                .orElse(1);
    }

    /** Say what was put together, and print each verdict. */
    void merged(RoundTripReport report, int shards) {
        fitIds(report.history());
        out.println("palindrome " + ToolVersion.current() + ", "
                + counted(report.results().size(), "revision") + " in " + counted(shards, "shard"));
        out.println("  format    " + PrintableText.of(report.history().format()));
        out.println("  database  " + report.server().source() + ": PostgreSQL "
                + PrintableText.of(report.server().version()));
        out.println();
        int number = 0;
        for (RevisionResult result : report.results()) {
            number++;
            finished(result, number, report.results().size());
        }
    }

    /** Say which part of the revisions is walked, where it is not all of them one after the other. */
    void plan(RoundTripOptions options, RevisionHistory history) {
        options.shard().ifPresent(shard -> plan(shard, options, history));
        if (options.jobs() > 1) {
            out.println("  jobs      " + options.jobs());
        }
        flush();
    }

    private void plan(Shard shard, RoundTripOptions options, RevisionHistory history) {
        List<Revision> asked = history.graph().inOrder().stream()
                .filter(revision -> options.judges(revision.id()))
                .toList();
        List<Revision> mine = shard.slice(asked);
        String which = mine.isEmpty()
                ? "none, there are more shards than revisions"
                : "%s to %s"
                        .formatted(mine.get(0).id(), mine.get(mine.size() - 1).id());
        out.println("  shard     %s, %d of %s: %s"
                .formatted(shard, mine.size(), counted(asked.size(), "revision"), PrintableText.of(which)));
    }

    @Override
    public void fewerJobs(int jobs, String reason) {
        clear();
        out.println("  jobs      " + jobs + " only: " + PrintableText.of(reason));
        out.println();
        flush();
    }

    void heading(RevisionHistory history) {
        fitIds(history);
        out.println("palindrome " + ToolVersion.current() + ", "
                + counted(history.graph().inOrder().size(), "revision") + " in "
                + PrintableText.of(history.directory().toString()));
        List<String> notes = new ArrayList<>(history.notes());
        String chosen = notes.isEmpty() || !notes.get(0).startsWith("format ")
                ? history.format()
                : notes.remove(0).substring("format ".length());
        out.println("  format    " + PrintableText.of(chosen));
        notes.forEach(note -> out.println("            " + PrintableText.of(note)));
        flush();
    }

    void server(TestServer server) {
        out.println("  database  " + server.description());
        out.println();
        flush();
    }

    void dump(RestoredDump dump) {
        rowsHeading = "with the rows of the dump";
        out.println("  restored  " + PrintableText.of(dump.description()));
        dump.edited()
                .forEach(edited -> out.println("            edited after it ran, so that an upgrade is refused: "
                        + PrintableText.of(edited.describe())));
        out.println();
        flush();
    }

    @Override
    public void started(Revision revision, int number, int total) {
        live("[%d/%d] %s %s".formatted(number, total, revision.id(), revision.message()));
    }

    @Override
    public void descending(Revision from, Revision to) {
        live("from %s down to %s and up again".formatted(from.id(), to.id()));
    }

    @Override
    public void finished(RevisionResult result, int number, int total) {
        clear();
        Revision revision = result.revision();
        String word = "%-12s".formatted(word(result.status()));
        out.println("  %s  %s  %s"
                .formatted(
                        styled(word, style(result.status())),
                        padded(revision.id().value()),
                        PrintableText.line(revision.message(), MESSAGE_LENGTH)));
        result.findings().stream()
                .filter(finding -> finding.severity() != Severity.ERROR
                        || finding.allowed().isPresent())
                .forEach(this::brief);
        flush();
    }

    @Override
    public void reviewed(RevisionResult result, Finding finding) {
        late("the schema at the head", result, finding);
    }

    @Override
    public void reordered(RevisionResult result, Finding finding) {
        late("with branches in the other order", result, finding);
    }

    @Override
    public void triedOnRows(RevisionResult result, Finding finding) {
        late(rowsHeading, result, finding);
    }

    private void late(String heading, RevisionResult result, Finding finding) {
        clear();
        if (!heading.equals(lateHeading)) {
            lateHeading = heading;
            reviewed = null;
            out.println();
            out.println("  " + heading);
        }
        if (!result.revision().equals(reviewed)) {
            reviewed = result.revision();
            out.println("                %s  %s"
                    .formatted(padded(reviewed.id().value()), PrintableText.line(reviewed.message(), MESSAGE_LENGTH)));
        }
        brief(finding);
        flush();
    }

    private void brief(Finding finding) {
        String allowed = finding.allowed().map(reason -> ", allowed: " + reason).orElse("");
        String text = "%s %s: %s%s".formatted(finding.type().id(), finding.severity(), finding.message(), allowed);
        out.println("                " + PrintableText.of(text));
        FailureText.differences(finding).forEach(line -> out.println("                " + PrintableText.of(line)));
    }

    /**
     * Print the errors in full, then what the run as a whole has to say.
     *
     * @param command verifies the whole history again
     */
    void report(RoundTripReport report, Severity threshold, CommandAgain command) {
        clear();
        for (RevisionResult result : report.withElsewhere().toList()) {
            for (Finding finding : result.standing(threshold)) {
                out.println();
                String again = command.only(result.revision().id());
                out.print(PrintableText.of(FailureText.render(report.history(), result, finding, again)));
            }
        }
        out.println();
        report.notes().forEach(note -> out.println("note: " + PrintableText.of(note)));
        report.coverage().total().ifPresent(coverage -> out.println("rows: " + coverage.text()));
        out.println(summary(report, threshold));
        flush();
    }

    void recorded(long findings, Path file) {
        out.println("baseline: %s recorded in %s. Review and commit the file: from now on only others fail."
                .formatted(
                        findings + (findings == 1 ? " finding is" : " findings are"),
                        PrintableText.of(file.toString())));
        flush();
    }

    private String summary(RoundTripReport report, Severity threshold) {
        List<String> parts = new ArrayList<>();
        parts.add(report.count(RevisionStatus.OK) + " ok");
        add(parts, report.count(RevisionStatus.ERROR), "with errors");
        add(parts, report.count(RevisionStatus.UP_FAILED), "with a failing upgrade");
        add(parts, report.count(RevisionStatus.IRREVERSIBLE), "irreversible");
        add(parts, report.count(RevisionStatus.SKIPPED), "skipped");
        String text = String.format(
                Locale.ROOT,
                "%s: %s (%.1f s, seed %d)",
                counted(report.results().size(), "revision"),
                String.join(", ", parts),
                report.duration().toMillis() / 1000.0,
                report.seed());
        return styled(text, report.hasStanding(threshold) ? Style.fg_red : Style.fg_green);
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private String padded(String id) {
        return PrintableText.of(id) + " ".repeat(Math.max(0, idWidth - id.length()));
    }

    private static String word(RevisionStatus status) {
        return switch (status) {
            case OK -> "ok";
            case ERROR -> "ERROR";
            case IRREVERSIBLE -> "irreversible";
            case UP_FAILED -> "UP FAILED";
            case SKIPPED -> "skipped";
        };
    }

    private static IStyle style(RevisionStatus status) {
        return switch (status) {
            case OK -> Style.fg_green;
            case ERROR, UP_FAILED -> Style.fg_red;
            case IRREVERSIBLE, SKIPPED -> Style.fg_yellow;
        };
    }

    /** Not picocli's markup: an id or a message may hold an at sign and a bar. */
    private String styled(String text, IStyle style) {
        return ansi.enabled() ? style.on() + text + style.off() : text;
    }

    private void live(String text) {
        if (live) {
            out.print(CLEAR_LINE + NO_WRAP + PrintableText.line(text, MESSAGE_LENGTH) + WRAP);
            flush();
        }
    }

    private void clear() {
        if (live) {
            out.print(CLEAR_LINE);
        }
    }

    private void flush() {
        if (out.checkError()) {
            throw new ClosedOutputException();
        }
    }
}
