package dev.palindrome.cli;

import dev.palindrome.autogenerate.Autogenerate;
import dev.palindrome.autogenerate.Proposal;
import dev.palindrome.autogenerate.ProposedStep;
import dev.palindrome.autogenerate.Refusal;
import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestServer;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.RevisionSources;
import dev.palindrome.roundtrip.RevisionStates;
import dev.palindrome.roundtrip.RoundTrip;
import dev.palindrome.roundtrip.RoundTripOptions;
import dev.palindrome.roundtrip.RoundTripReport;
import dev.palindrome.roundtrip.finding.Severity;
import dev.palindrome.scaffold.NewRevision;
import dev.palindrome.scaffold.RevisionFiles;
import dev.palindrome.scaffold.Scripts;
import dev.palindrome.schema.ProbableRename;
import dev.palindrome.schema.SchemaDiff;
import dev.palindrome.schema.SchemaSnapshot;
import dev.palindrome.settings.ProgramSettings;
import dev.palindrome.settings.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;

/** A revision that is written by comparing the schema at the head with a target, and verified at once. */
final class GeneratedRevision {

    private final RevisionHistory history;
    private final NewRevision revision;
    private final TargetChoice target;
    private final Settings settings;
    private final CommandLine command;
    private final PrintWriter out;

    GeneratedRevision(
            RevisionHistory history,
            NewRevision revision,
            TargetChoice target,
            Settings settings,
            CommandLine command) {
        this.history = history;
        this.revision = revision;
        this.target = target;
        this.settings = settings;
        this.command = command;
        this.out = command.getOut();
    }

    /** Write and verify it, and return the exit code. */
    int write() throws SQLException {
        if (target.target().isEmpty()) {
            throw new UsageException("--autogenerate needs --target SCHEMA, what the history is to lead to");
        }
        List<RevisionId> heads =
                history.graph().heads().stream().map(Revision::id).toList();
        if (heads.size() > 1 || !revision.downRevisions().equals(heads)) {
            throw new UsageException("--autogenerate compares the schema at the one head, found " + heads.size()
                    + ": merge them first, and leave out --head and --splice");
        }
        SchemaSnapshot wanted = target.wanted(history, settings);
        Proposal proposal = propose(wanted);
        if (proposal.isEmpty()) {
            out.println("Nothing to write: the schema at the head is that of " + target.name());
            out.flush();
            return ExitCode.OK;
        }
        if (proposal.upgrade().isEmpty()) {
            out.println("Nothing was written: there are no statements for what separates the schema at the head from "
                    + target.name());
            printLeft(proposal);
            out.flush();
            return ExitCode.FINDINGS;
        }
        Scripts scripts = new Scripts(commented(proposal), proposal.downgrade());
        RevisionFiles.write(history.directory(), RevisionFiles.of(history, revision, scripts))
                .forEach(file -> out.println("made " + file));
        printLeft(proposal);
        out.flush();
        return verify(wanted) && proposal.refusals().isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private Proposal propose(SchemaSnapshot wanted) throws SQLException {
        TestServer server = target.server(settings);
        try (RevisionStates states = new RevisionStates(server, history, target.setupSql(settings));
                TestDatabase head = states.atHead()) {
            return new Autogenerate(target.options(history)).propose(head, wanted);
        }
    }

    /** Questions come first: a reader decides them before the statements are of interest. */
    private static List<ProposedStep> commented(Proposal proposal) {
        List<String> notes = new ArrayList<>();
        notes.add("Written by comparing schemas: read it before you keep it.");
        for (ProbableRename rename : proposal.renames()) {
            notes.add("");
            notes.add("Was " + rename
                    + " renamed? As it stands, it is dropped and added, and its rows are lost. If so, write:");
            notes.add("    " + rename.statement());
        }
        if (!proposal.refusals().isEmpty()) {
            notes.add("");
            notes.add("Not written here:");
            for (Refusal refusal : proposal.refusals()) {
                notes.add("    " + PrintableText.of(refusal.toString()));
                refusal.statements().stream()
                        .flatMap(statement -> (statement + ";").lines())
                        .forEach(line -> notes.add("        " + line));
            }
        }
        return Stream.concat(Stream.of(new ProposedStep(notes, List.of())), proposal.upgrade().stream())
                .toList();
    }

    private void printLeft(Proposal proposal) {
        proposal.renames().forEach(rename -> {
            out.println(
                    "question: was " + PrintableText.of(rename.toString()) + " renamed? Then replace drop and add by:");
            out.println("    " + PrintableText.of(rename.statement()));
        });
        for (Refusal refusal : proposal.refusals()) {
            out.println("not written: " + PrintableText.of(refusal.toString()));
        }
    }

    /** Take the revision up, down and up as any other, and see whether the history leads to the target now. */
    private boolean verify(SchemaSnapshot wanted) throws SQLException {
        RevisionHistory written = again();
        Set<RevisionId> added = written.graph().inOrder().stream()
                .map(Revision::id)
                .filter(id -> history.graph().find(id).isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        RoundTripOptions options = RoundTripOptions.defaults()
                .withSetupSql(target.setupSql(settings))
                .withOnly(added);
        Terminal terminal = Terminal.of(command);
        out.println("verifying it:");
        RoundTripReport report = RoundTrip.on(target.server(settings), options).verify(written, terminal);
        terminal.report(report, Severity.ERROR, target.verifyAgain(history));
        boolean leads = true;
        if (!report.hasStanding(Severity.ERROR)) {
            SchemaDiff left = target.difference(written, wanted, settings);
            leads = left.isEmpty();
            out.println("The schema at the head is now that of " + target.name()
                    + (leads ? "" : ", but for what stands above as not written"));
            out.flush();
        }
        return leads && !report.hasStanding(Severity.ERROR);
    }

    private RevisionHistory again() {
        Path directory = history.directory();
        String format = RevisionSources.formats().contains(history.format()) ? history.format() : RevisionSources.AUTO;
        return RevisionSources.read(directory, format, ProgramSettings.of(settings));
    }
}
