package dev.palindrome.roundtrip;

import dev.palindrome.data.TableName;
import dev.palindrome.data.content.RowContents;
import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.roundtrip.execution.ScriptOutcome;
import dev.palindrome.roundtrip.execution.SqlFailure;
import dev.palindrome.roundtrip.finding.Evidence;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.FindingType;
import dev.palindrome.roundtrip.finding.Leg;
import dev.palindrome.roundtrip.finding.Severity;
import dev.palindrome.schema.Difference;
import dev.palindrome.schema.SchemaDiff;
import dev.palindrome.schema.SchemaSnapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Turns what a trial observed into findings and a verdict. */
final class Judge {

    private final Chain chain;
    private final RoundTripOptions options;
    private final String format;
    private final boolean forwardOnly;
    private final TransactionModes transactionModes;
    private final Optional<RowsOrigin> rows;

    Judge(Chain chain, Start start, RoundTripOptions options) {
        this.chain = chain;
        this.options = options;
        this.format = start.history().format();
        this.transactionModes = new TransactionModes(format);
        this.forwardOnly = !start.history().downgradesExpected();
        this.rows = start.rows();
    }

    /** Return the verdict on a revision that came back exactly, or was passed over. */
    RevisionResult verdict(Trial trial) {
        return result(trial, List.of());
    }

    /**
     * Try the revision on a copy of the state that only went forward, and find out where its differences come from.
     *
     * @param tried what was seen on such a copy; empty when nobody has tried yet
     * @param failedBelow earlier revisions whose upgrade failed, which then explains that this one does
     */
    RevisionResult onForwardState(Revision revision, Optional<Trial> tried, List<RevisionResult> failedBelow)
            throws SQLException {
        Trial trial = tried.isPresent() ? tried.get() : onCopy(revision);
        if (trial.isHinderedByRoles()) {
            trial = chain.alone(stage -> Trial.run(stage, revision, stage.snapshot()));
        }
        Optional<SqlFailure> refused = trial.upgrade().failure();
        if (refused.isPresent()) {
            SqlFailure failure = Stepwise.locate(chain, List.of(), revision.upgrade(), refused.get());
            return failedUpgrade(revision, failure, failedBelow, rowsOf(failure));
        }
        return result(trial, roundTripFindings(trial));
    }

    private Trial onCopy(Revision revision) throws SQLException {
        SchemaSnapshot before = chain.snapshot();
        try (Stage stage = chain.copy()) {
            return Trial.run(stage, revision, before);
        }
    }

    /** Return the verdict on a revision that cannot be reached. */
    RevisionResult failedUpgrade(Revision revision, SqlFailure failure, List<RevisionResult> failedBelow) {
        return failedUpgrade(revision, failure, failedBelow, RowContents.of(Map.of()));
    }

    private RevisionResult failedUpgrade(
            Revision revision, SqlFailure failure, List<RevisionResult> failedBelow, RowContents below) {
        Finding finding = rows.filter(origin -> mayComeFromRows(failure))
                .map(origin -> onRows(revision, origin, findings -> findings.upFailed(failure, below)))
                .orElseGet(() -> Finding.of(
                        FindingType.UP_FAILS_EMPTY,
                        Leg.EMPTY,
                        List.of(),
                        "Upgrade of revision %s fails: %s".formatted(revision.id(), failure.headline()),
                        failure.position(),
                        new Evidence.Refusal(failure)));
        // What a program fails with by itself does not come from a table that an earlier revision would have made.
        if (!failedBelow.isEmpty() && !failure.sqlState().isEmpty()) {
            Finding skipped = failedBelow.stream().anyMatch(this::failsTheRun)
                    ? finding.withSeverity(Severity.INFO)
                    : notVerified(finding, failedBelow.get(0).revision());
            return new Allowances(options)
                    .applied(new RevisionResult(revision, RevisionStatus.SKIPPED, List.of(skipped)));
        }
        List<Finding> findings = new ArrayList<>(List.of(finding));
        findings.addAll(notAtomic(revision));
        findings.addAll(inTheFiles(revision));
        return new Allowances(options).applied(new RevisionResult(revision, RevisionStatus.UP_FAILED, findings));
    }

    /** Tell whether this run fails for an upgrade: then it need not fail for what comes after, too. */
    private boolean failsTheRun(RevisionResult failed) {
        return options.judges(failed.revision().id())
                && failed.findings().stream().anyMatch(finding -> finding.stands(Severity.ERROR));
    }

    /** Nothing else would say that the revision went unverified. */
    private static Finding notVerified(Finding finding, Revision failedBefore) {
        return finding.withMessage("%s. It was not verified: the upgrade of revision %s fails before it"
                .formatted(finding.message(), failedBefore.id()));
    }

    /**
     * Tell a failure on rows from one that an empty database has, too: data exceptions and violated constraints (classes 22 and 23), and
     * what functions raise. See the PostgreSQL manual, appendix A.
     */
    private static boolean mayComeFromRows(SqlFailure failure) {
        return failure.sqlState().matches("(?:2[123]|P0).*");
    }

    private static Finding onRows(Revision revision, RowsOrigin origin, Consumer<RowFindings> observation) {
        RowFindings findings = new RowFindings(revision, origin);
        observation.accept(findings);
        return findings.all().get(0);
    }

    /** Return the rows of the table that the failure is about, as they are below the revision; none where there are none, or too many. */
    private RowContents rowsOf(SqlFailure failure) throws SQLException {
        Optional<TableName> table = failure.subject()
                .table()
                .map(name -> new TableName(failure.subject().schema().orElse("public"), name));
        if (rows.isEmpty() || table.isEmpty()) {
            return RowContents.of(Map.of());
        }
        try (Connection session = chain.session()) {
            return RestoredRowsLeg.readIfSmall(session, Set.of(table.get()));
        }
    }

    private RevisionResult result(Trial trial, List<Finding> roundTrip) {
        Revision revision = trial.revision();
        if (trial.upgrade().skipped().isPresent()) {
            return new RevisionResult(revision, RevisionStatus.SKIPPED, List.of());
        }
        List<Finding> findings = new ArrayList<>(roundTrip);
        missingDowngrade(revision).ifPresent(findings::add);
        findings.addAll(notAtomic(revision));
        findings.addAll(inTheFiles(revision));
        if (roundTrip.isEmpty()) {
            EmptyDowngrades.find(format, revision).ifPresent(findings::add);
        }
        if (options.reports(FindingType.PROBABLE_RENAME)) {
            trial.after().ifPresent(after -> findings.addAll(DropsForRenames.find(revision, trial.before(), after)));
        }
        return new Allowances(options).applied(new RevisionResult(revision, RevisionStatus.OK, findings));
    }

    private Optional<Finding> missingDowngrade(Revision revision) {
        if (!(revision.downgrade() instanceof Downgrade.Missing missing)) {
            return Optional.empty();
        }
        Finding finding = Finding.of(
                FindingType.DOWN_MISSING_OR_FAILS,
                Leg.NONE,
                List.of(),
                "Revision %s has no downgrade: expected %s".formatted(revision.id(), missing.expected()),
                new SourcePosition(revision.file(), 1, 1),
                new Evidence.None());
        return Optional.of(forwardOnly ? finding.withSeverity(Severity.INFO) : finding);
    }

    /** Return what a reviewer finds without a database. */
    private List<Finding> inTheFiles(Revision revision) {
        List<Finding> findings = new ArrayList<>(transactionModes.find(revision));
        Messages.find(format, revision).ifPresent(findings::add);
        findings.addAll(options.changes().findings(revision));
        return findings;
    }

    private List<Finding> notAtomic(Revision revision) {
        List<Finding> findings = new ArrayList<>();
        notAtomic(revision, "Upgrade", revision.upgrade()).ifPresent(findings::add);
        if (revision.downgrade() instanceof Downgrade.Script script) {
            notAtomic(revision, "Downgrade", script.script()).ifPresent(findings::add);
        }
        return findings;
    }

    private Optional<Finding> notAtomic(Revision revision, String direction, SqlScript script) {
        List<SqlStatement> commits = CommitPoints.of(script);
        // Where nothing needs it, the transaction mode is what is wrong, and is told by its own finding.
        boolean toldOtherwise = options.reports(FindingType.TRANSACTION_MODE_CONTRADICTS)
                && transactionModes.isNeedless(revision, script);
        if (commits.size() < 2 || toldOtherwise) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(
                FindingType.FAILED_REVISION_NOT_ATOMIC,
                Leg.NONE,
                List.of(),
                "%s of revision %s is not atomic: it commits %d times, so a failure midway leaves the first part behind"
                        .formatted(direction, revision.id(), commits.size()),
                commits.get(0).position(),
                new Evidence.Statements(commits)));
    }

    private List<Finding> roundTripFindings(Trial trial) throws SQLException {
        Optional<SqlFailure> refused = trial.downgrade().flatMap(ScriptOutcome::failure);
        if (refused.isPresent()) {
            SqlFailure failure = Stepwise.locate(
                    chain, List.of(trial.revision().upgrade()), downgrade(trial.revision()), refused.get());
            return List.of(rows.filter(origin -> mayComeFromRows(failure))
                    .map(origin -> onRows(trial.revision(), origin, findings -> findings.downFailed(failure)))
                    .orElseGet(() -> refusal(
                            FindingType.DOWN_MISSING_OR_FAILS,
                            "Downgrade of revision %s fails: %s"
                                    .formatted(trial.revision().id(), failure.headline()),
                            failure)));
        }
        if (trial.restored().isEmpty()) {
            return List.of();
        }
        SchemaDiff diff = trial.before().compareWith(trial.restored().get());
        List<Finding> findings = new ArrayList<>();
        if (!diff.real().isEmpty()) {
            findings.add(leavesTrace(trial, diff.real()));
        }
        if (!diff.cosmetic().isEmpty()) {
            findings.add(cosmetic(trial, diff.cosmetic()));
        }
        if (diff.real().isEmpty()) {
            unstable(trial).ifPresent(findings::add);
        }
        return findings;
    }

    private Finding leavesTrace(Trial trial, List<Difference> differences) throws SQLException {
        Revision revision = trial.revision();
        // Where nobody is told, nobody needs to know where the differences come from.
        Optional<Diagnosis> diagnosis = options.reports(FindingType.DOWN_RESTORES_SCHEMA)
                ? Optional.of(Diagnosis.of(chain, trial, differences))
                : Optional.empty();
        Evidence.Schemas evidence = new Evidence.Schemas(
                "the schema " + below(revision) + " before the upgrade",
                "the schema " + below(revision) + " after upgrade and downgrade",
                trial.before(),
                trial.restored().orElseThrow(),
                diagnosis.map(Diagnosis::differences).orElseGet(() -> untraced(differences)),
                diagnosis.flatMap(Diagnosis::remedy),
                consequence(trial));
        return Finding.of(
                FindingType.DOWN_RESTORES_SCHEMA,
                Leg.EMPTY,
                objects(differences),
                counted("Downgrade of revision %s leaves a trace".formatted(revision.id()), differences),
                lastStatement(downgrade(revision)),
                evidence);
    }

    private static Optional<String> consequence(Trial trial) {
        Optional<SqlFailure> failure = trial.upgradeAgain().flatMap(ScriptOutcome::failure);
        if (failure.isPresent()) {
            return Optional.of("the next upgrade fails: " + failure.get().headline());
        }
        boolean other = trial.after().isPresent()
                && trial.afterAgain().isPresent()
                && !trial.after()
                        .get()
                        .compareWith(trial.afterAgain().get())
                        .real()
                        .isEmpty();
        return other ? Optional.of("the next upgrade ends in another schema than the first") : Optional.empty();
    }

    private static Finding cosmetic(Trial trial, List<Difference> differences) {
        Revision revision = trial.revision();
        return Finding.of(
                FindingType.ORDER_OR_NAME_ONLY,
                Leg.EMPTY,
                objects(differences),
                counted(
                        "Downgrade of revision %s restores all but order, white space or server-made names"
                                .formatted(revision.id()),
                        differences),
                lastStatement(downgrade(revision)),
                new Evidence.Schemas(
                        "the schema " + below(revision) + " before the upgrade",
                        "the schema " + below(revision) + " after upgrade and downgrade",
                        trial.before(),
                        trial.restored().orElseThrow(),
                        untraced(differences),
                        Optional.empty(),
                        Optional.empty()));
    }

    private Optional<Finding> unstable(Trial trial) throws SQLException {
        Revision revision = trial.revision();
        Optional<SqlFailure> refused = trial.upgradeAgain().flatMap(ScriptOutcome::failure);
        if (refused.isPresent()) {
            SqlFailure failure = Stepwise.locate(
                    chain, List.of(revision.upgrade(), downgrade(revision)), revision.upgrade(), refused.get());
            return Optional.of(refusal(
                    FindingType.UP_DOWN_UP_STABLE,
                    "Upgrade of revision %s fails the second time: %s".formatted(revision.id(), failure.headline()),
                    failure));
        }
        SchemaSnapshot after = trial.after().orElseThrow();
        List<Difference> differences =
                after.compareWith(trial.afterAgain().orElseThrow()).real();
        if (differences.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(
                FindingType.UP_DOWN_UP_STABLE,
                Leg.EMPTY,
                objects(differences),
                counted("Second upgrade of revision %s ends in another schema".formatted(revision.id()), differences),
                lastStatement(revision.upgrade()),
                new Evidence.Schemas(
                        "the schema at " + revision.id() + " after the first upgrade",
                        "the schema at " + revision.id() + " after upgrade, downgrade and upgrade",
                        after,
                        trial.afterAgain().orElseThrow(),
                        untraced(differences),
                        Optional.empty(),
                        Optional.empty())));
    }

    private static Finding refusal(FindingType type, String message, SqlFailure failure) {
        return Finding.of(type, Leg.EMPTY, List.of(), message, failure.position(), new Evidence.Refusal(failure));
    }

    static List<Evidence.TracedDifference> untraced(List<Difference> differences) {
        return differences.stream()
                .map(difference -> new Evidence.TracedDifference(difference, Optional.empty()))
                .toList();
    }

    private static SqlScript downgrade(Revision revision) {
        return ((Downgrade.Script) revision.downgrade()).script();
    }

    private static String below(Revision revision) {
        return revision.isBase()
                ? "below " + revision.id()
                : "at "
                        + String.join(
                                ", ",
                                revision.downRevisions().stream()
                                        .map(Object::toString)
                                        .sorted()
                                        .toList());
    }

    private static SourcePosition lastStatement(SqlScript script) {
        List<SqlStatement> statements = script.statements();
        return statements.isEmpty()
                ? new SourcePosition(script.file(), 1, 1)
                : statements.get(statements.size() - 1).position();
    }

    static String counted(String message, List<Difference> differences) {
        return "%s: %d difference%s".formatted(message, differences.size(), differences.size() == 1 ? "" : "s");
    }

    static List<String> objects(List<Difference> differences) {
        return differences.stream().map(Judge::objectName).toList();
    }

    static String objectName(Difference difference) {
        return difference.name().qualifiedName();
    }
}
