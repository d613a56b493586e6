package dev.palindrome.cli;

import dev.palindrome.report.GitHubAnnotations;
import dev.palindrome.report.HtmlReport;
import dev.palindrome.report.JUnitXmlReport;
import dev.palindrome.report.JsonReport;
import dev.palindrome.report.MarkdownReport;
import dev.palindrome.report.RevisionTimes;
import dev.palindrome.report.SarifReport;
import dev.palindrome.report.SourceRoot;
import dev.palindrome.roundtrip.RoundTripReport;
import dev.palindrome.roundtrip.finding.Severity;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which reports are wanted beside the one on the terminal. */
final class ReportOptions {

    @Option(names = "--json", paramLabel = "FILE", description = "Write the report as JSON.")
    private @Nullable Path json;

    @Option(
            names = "--markdown",
            paramLabel = "FILE",
            description = "Write the report as Markdown, for a pull request's comment or a job's summary.")
    private @Nullable Path markdown;

    @Option(
            names = "--sarif",
            paramLabel = "FILE",
            description = "Write the report as SARIF 2.1.0, for code scanning services.")
    private @Nullable Path sarif;

    @Option(
            names = "--junit-xml",
            paramLabel = "FILE",
            description = "Write the report as JUnit XML, for build servers: a test case for each revision.")
    private @Nullable Path junitXml;

    @Option(names = "--html", paramLabel = "FILE", description = "Write the report as a page for a browser.")
    private @Nullable Path html;

    @Option(
            names = "--github",
            description = "Print the findings as GitHub's workflow commands, too, which annotate files.")
    private boolean github;

    /**
     * What a run came to, as far as reports tell of it.
     *
     * @param threshold the least severity that fails
     * @param exitCode that of the process
     * @param again the commands that judge a revision alone
     * @param times how long each revision took
     */
    record Outcome(RoundTripReport report, Severity threshold, int exitCode, CommandAgain again, RevisionTimes times) {

        private String json() {
            return report.part().isEmpty()
                    ? JsonReport.render(report)
                    : JsonReport.renderShard(report, again.words(), again.unsaid());
        }

        private SourceRoot root() {
            return SourceRoot.of(report.history().directory(), System.getenv());
        }
    }

    /**
     * Look whether each file can be written, before the work and not after it.
     *
     * @throws UsageException when one cannot, or when one is named twice
     */
    void check() {
        Map<Path, String> options = new HashMap<>();
        for (Wanted wanted : wanted()) {
            Path file = wanted.file();
            new OutputFile(file).check();
            String other = options.put(file.toAbsolutePath().normalize(), wanted.option());
            if (other != null && !isDevice(file)) {
                throw new UsageException("%s and %s name the same file %s: give each a file of its own"
                        .formatted(other, wanted.option(), file));
            }
        }
    }

    /**
     * Write every file that is wanted; one that cannot be written does not keep the others from it.
     *
     * @throws UsageException when one could not be written
     */
    void write(Outcome outcome) {
        UsageException failure = null;
        for (Wanted wanted : wanted()) {
            try {
                new OutputFile(wanted.file()).write(out -> wanted.renderer().render(outcome, out));
            } catch (UsageException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Return what keeps the lines of others from being taken for commands, from now on; nothing where nobody reads commands. */
    StoppedCommands stopCommands(PrintWriter out) {
        return github ? StoppedCommands.begin(out) : StoppedCommands.none(out);
    }

    /**
     * Print what is wanted on standard output beside the text for people.
     *
     * @param stopped ends here: what follows is our own text
     */
    void print(Outcome outcome, StoppedCommands stopped, PrintWriter out) {
        stopped.close();
        if (github) {
            out.print(GitHubAnnotations.render(outcome.report(), outcome.root()));
            out.flush();
        }
    }

    /** Writes a report, piece by piece if it is a large one. */
    @FunctionalInterface
    private interface Renderer {
        void render(Outcome outcome, Appendable out) throws IOException;
    }

    private record Wanted(String option, Path file, Renderer renderer) {

        static Wanted text(String option, Path file, Function<Outcome, String> renderer) {
            return new Wanted(option, file, (outcome, out) -> out.append(renderer.apply(outcome)));
        }
    }

    private List<Wanted> wanted() {
        List<Wanted> wanted = new ArrayList<>();
        if (json != null) {
            wanted.add(Wanted.text("--json", json, Outcome::json));
        }
        if (markdown != null) {
            wanted.add(Wanted.text(
                    "--markdown",
                    markdown,
                    outcome -> MarkdownReport.render(outcome.report(), outcome.threshold(), outcome.again()::only)));
        }
        if (sarif != null) {
            wanted.add(Wanted.text(
                    "--sarif",
                    sarif,
                    outcome -> SarifReport.render(outcome.report(), outcome.root(), outcome.exitCode())));
        }
        if (junitXml != null) {
            wanted.add(Wanted.text(
                    "--junit-xml",
                    junitXml,
                    outcome -> JUnitXmlReport.render(
                            outcome.report(), outcome.threshold(), outcome.again()::only, outcome.times())));
        }
        if (html != null) {
            wanted.add(new Wanted(
                    "--html",
                    html,
                    (outcome, out) -> HtmlReport.write(outcome.report(), outcome.again()::only, Instant.now(), out)));
        }
        return wanted;
    }

    /** Several reports may well go to /dev/null. */
    private static boolean isDevice(Path file) {
        return Files.exists(file) && !Files.isRegularFile(file);
    }
}
