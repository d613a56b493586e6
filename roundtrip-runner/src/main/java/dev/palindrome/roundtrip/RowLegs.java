package dev.palindrome.roundtrip;

import dev.palindrome.data.InvalidAssumptionException;
import dev.palindrome.data.OldInsert;
import dev.palindrome.data.OldWriter;
import dev.palindrome.data.Population;
import dev.palindrome.data.PopulationOptions;
import dev.palindrome.data.RowSynthesis;
import dev.palindrome.data.SynthesisedRow;
import dev.palindrome.data.TableName;
import dev.palindrome.data.UserRows;
import dev.palindrome.data.UserRowsException;
import dev.palindrome.data.content.RepeatedReader;
import dev.palindrome.data.content.RowContents;
import dev.palindrome.data.content.Sequences;
import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.roundtrip.concern.Concern;
import dev.palindrome.roundtrip.execution.ScriptOutcome;
import dev.palindrome.roundtrip.execution.SqlFailure;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.lock.LockFindings;
import dev.palindrome.roundtrip.lock.StatementTrace;
import dev.palindrome.roundtrip.lock.TableLock;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Tries one revision on rows. Leg B: rows below it, up, down. Leg O: at the revision, the inserts that were valid below it. Leg W: up,
 * further rows, down.
 *
 * <p>A copy of the filled database serves each leg; where a revision most likely leaves the rows alone, one database serves all legs, as long as
 * each leg is seen to bring back what it found. Else the revision is tried once more, with copies, so that what is said of it is the same. A
 * database on which nothing but rows can be left is emptied of them, and serves the next revision, too: {@link Spare}.
 */
final class RowLegs {

    /** A script that fills so many tables with keys of its own is left to the tables that are filled by then. */
    private static final int MOST_TAKEN = 8;

    private final Chain chain;
    private final Revision revision;
    private final Optional<Revision> before;
    private final Optional<SqlScript> downgrade;
    private final boolean inPlace;
    private Optional<RowCoverage> coverage = Optional.empty();
    private List<TableLock> locks = List.of();
    private final OwnRows ownRows;
    private PopulationOptions population;
    private TimeLimit timeLimit;
    private List<String> notes = List.of();
    private final boolean watchesLocks;
    private final Set<Assumption> unusedAssumptions = new HashSet<>();
    private final long seed;

    /** Tables that get no rows. */
    private final Set<TableName> excluded;

    /** What the revision can have to do with; empty until the database was looked at. */
    private Optional<Concern.Reach> reach = Optional.empty();

    /** What there was before rows were made, where a trial may be followed by another on the same database. */
    private Optional<BeforeRows> beforeRows = Optional.empty();

    private RowFindings findings;
    private final Set<String> proved = new TreeSet<>();

    /** Whether all that was tried has come down below the revision again. */
    private boolean cameDown;

    /** What the legs that were run under UTC led to. */
    private Optional<Result> inUtc = Optional.empty();

    /**
     * Prepare.
     *
     * @param before the revision that was applied last; empty when the database came to be in another way
     * @param downgradeWorks on an empty database, as far as that is known
     * @param schemaComesBack whether the way up, down and up is known to end in the schemas that it should
     */
    RowLegs(
            Chain chain,
            Revision revision,
            Optional<Revision> before,
            boolean downgradeWorks,
            boolean schemaComesBack,
            RoundTripOptions options) {
        this.chain = chain;
        this.before = before;
        this.downgrade = downgradeWorks && revision.downgrade() instanceof Downgrade.Script script
                ? Optional.of(script.script())
                : Optional.empty();
        this.inPlace = downgrade.isPresent() && schemaComesBack && ComesBack.isLikely(revision.upgrade());
        this.revision = revision;
        this.excluded = new HashSet<>(chain.versionTables());
        this.ownRows = options.ownRows();
        this.population =
                assuming(PopulationOptions.withSeed(options.seed()).withScripts(SeedData.withoutIt(revision)));
        this.seed = options.seed();
        this.timeLimit = new TimeLimit(options.rowsTimeLimit(), false);
        this.watchesLocks = options.checks().contains(CheckGroup.LOCKS) && LockLeg.isPossible(revision);
    }

    /** What the database holds below the revision. */
    private record Below(
            Population population,
            RowContents rows,
            boolean hasOthers,
            Sequences sequences,
            List<OldInsert> inserts,
            Dependents dependents,
            Map<String, String> invalid,
            QuietNulls quiet,
            Stamps stamps) {

        /** There is a table, be it none that the revision has to do with. */
        boolean hasTables() {
            return !rows.tables().isEmpty() || hasOthers;
        }

        /** The schema is known to come back from an empty database. */
        boolean isAgain(End end) {
            return sequences.equals(end.sequences)
                    && (rows.equals(end.rows) || rows.compareWith(end.rows).isEqual());
        }
    }

    List<Finding> findings() throws SQLException {
        try {
            return tried();
        } catch (TimeLimit.ExceededException e) {
            notes = List.of(e.note(revision));
            chain.restoreRoles();
            try (Stage withoutRows = copyForAll()) {
                timeLimit = timeLimit.forLastAttempt(withoutRows, revision);
            }
            chain.restoreRoles();
            population = population.withoutExtremes();
            return tried();
        }
    }

    private List<Finding> tried() throws SQLException {
        if (inPlace) {
            if (isTriedInPlace()) {
                return findings.all();
            }
            chain.restoreRoles();
        }
        Optional<TableName> taken = tryOnce();
        for (int attempt = 0; taken.isPresent() && attempt < MOST_TAKEN; attempt++) {
            // The keys that a script writes out are meant to be free: an application guarantees that, no schema does.
            excluded.add(taken.get());
            chain.restoreRoles();
            taken = tryOnce();
        }
        return findings.all();
    }

    private Stage copy() throws SQLException {
        return copyForAll().limitedTo(timeLimit.time());
    }

    private Stage copyForAll() throws SQLException {
        chain.catchUp();
        return chain.copy();
    }

    private Stage copyOf(Stage filled) throws SQLException {
        return chain.copyOf(filled).limitedTo(timeLimit.time());
    }

    private void begin() {
        findings = new RowFindings(revision, RowsOrigin.made(seed));
        cameDown = false;
        beforeRows = Optional.empty();
        inUtc = Optional.empty();
        locks = List.of();
    }

    /** Return whether each leg brought back what it found, so that what was found by the next one counts. */
    private boolean isTriedInPlace() throws SQLException {
        Spare.Lent lent = chain.lend();
        Stage stage = lent.stage().limitedTo(timeLimit.time());
        boolean keeps = false;
        try {
            boolean counts = isTriedOn(stage);
            boolean isDoubted = lent.isUsed() && findings.hasErrors();
            keeps = counts && !isDoubted && isAsLent(stage);
            if (!isDoubted) {
                return counts;
            }
        } finally {
            if (keeps) {
                chain.keep(stage);
            } else {
                stage.close();
            }
        }
        // Whatever trials before this one did to the database, nothing is said that does not hold on a new one.
        chain.restoreRoles();
        return isTriedInPlace();
    }

    /** Return whether each leg brought back what it found, so that the next one could begin. */
    private boolean isTriedOn(Stage stage) throws SQLException {
        begin();
        Below below = fill(stage);
        if (!isTeaching(below)) {
            cameDown = true;
            return true;
        }
        before(stage, below);
        if (inUtc.flatMap(Result::end).filter(below::isAgain).isEmpty()) {
            return false;
        }
        if (ZoneShifts.mayBeBetween(below.rows, inUtc.get().above)) {
            chain.restoreRoles();
            if (inAnotherZone(stage, inUtc.get()).filter(below::isAgain).isEmpty()) {
                return false;
            }
        }
        populated(below);
        chain.restoreRoles();
        if (watchesLocks && below.hasTables()) {
            if (!watchUpgrade(stage, true)) {
                return false;
            }
            cameDown = writes(stage, below);
        } else {
            cameDown = writesBetween(stage, below);
        }
        return true;
    }

    /** Make the database what it was before, where nothing but rows can be left; returns whether it is known to be. */
    private boolean isAsLent(Stage stage) throws SQLException {
        return cameDown && beforeRows.isPresent() && beforeRows.get().restore(stage.cleanSession());
    }

    /** Where no table was, there are no rows but those that the upgrade may write itself. */
    private boolean isTeaching(Below below) {
        return below.hasTables() || !ComesBack.writesNoRows(revision.upgrade());
    }

    /** Upgrade, and look at whom that keeps waiting; returns whether every statement ran. */
    private boolean watchUpgrade(Stage stage, boolean withRows) throws SQLException {
        List<StatementTrace> traces = LockLeg.traces(stage, revision, chain.versionTables());
        locks = TableLock.of(traces);
        findings.addAll(LockFindings.of(traces, withRows));
        return traces.size() == revision.upgrade().statements().size();
    }

    private void populated(Below below) {
        coverage = Optional.of(RowCoverage.of(below.population));
        below.population.unfilled().forEach(findings::unpopulated);
    }

    /** Return the table in which a key that the upgrade writes out was taken by a row of ours. */
    private Optional<TableName> tryOnce() throws SQLException {
        begin();
        try (Stage filled = copy()) {
            Below below = fill(filled);
            if (!isTeaching(below)) {
                return Optional.empty();
            }
            Optional<SqlFailure> refused;
            try (Stage stage = copyOf(filled)) {
                refused = before(stage, below);
            }
            if (inUtc.isPresent() && ZoneShifts.mayBeBetween(below.rows, inUtc.get().above)) {
                chain.restoreRoles();
                try (Stage stage = copyOf(filled)) {
                    inAnotherZone(stage, inUtc.get());
                }
            }
            Optional<TableName> taken = refused.flatMap(failure -> SeedData.collision(revision, failure));
            if (taken.filter(table -> !excluded.contains(table)).isPresent()) {
                return taken;
            }
            populated(below);
            if (watchesLocks && below.hasTables()) {
                chain.restoreRoles();
                // What fails on rows still takes its locks on a database whose rows it likes.
                try (Stage stage = refused.isEmpty() ? copyOf(filled) : copy()) {
                    watchUpgrade(stage, refused.isEmpty());
                }
            }
            if (refused.isEmpty()) {
                chain.restoreRoles();
                writesBetween(filled, below);
            }
            return Optional.empty();
        }
    }

    private Below fill(Stage stage) throws SQLException {
        Connection session = stage.cleanSession();
        leaveOutUnconcerned(session);
        RepeatedReader reader = new RepeatedReader(session, excluded);
        if (leavesOnlyRows()) {
            beforeRows = Optional.of(BeforeRows.in(session, excluded, reader));
        }
        PopulationOptions options = population.withExcluded(excluded);
        RowSynthesis synthesis = RowSynthesis.on(session, reach().unconcerned());
        UserRows own = userRows();
        Population filled = populate(synthesis, options.withUserRows(own));
        unusedAssumptions.clear();
        ownRows.assumptions().stream()
                .filter(assumption -> filled.unusedAssumptions().stream()
                        .anyMatch(unused -> unused.table().equals(assumption.table())
                                && unused.condition().equals(assumption.condition())))
                .forEach(unusedAssumptions::add);
        RowContents rows = reader.rows();
        List<OldInsert> inserts = OldWriter.inserts(synthesis, forWriting(filled));
        Dependents dependents = Dependents.of(session);
        Below below = new Below(
                filled,
                rows,
                !chain.versionTables().containsAll(reach().unconcerned()),
                reader.sequences(),
                inserts,
                dependents,
                InvalidObjects.in(session),
                QuietNulls.concerning(revision.upgrade(), session),
                Stamps.from(session));
        if (ownRows.files().containsKey(revision.id())) {
            // Nobody knows what the user's SQL has left in the session.
            stage.release();
        }
        return below;
    }

    /** Whom rows of the user's own reach is not known. */
    private void leaveOutUnconcerned(Connection session) throws SQLException {
        if (reach.isPresent()) {
            return;
        }
        Set<TableName> assumed =
                ownRows.assumptions().stream().map(Assumption::table).collect(Collectors.toSet());
        reach = Optional.of(
                ownRows.files().containsKey(revision.id())
                        ? Concern.Reach.ALL
                        : Concern.of(revision, before, session, assumed));
        excluded.addAll(reach().unconcerned());
    }

    /** Tell whether a database that the revision went up and down on differs from what it was by nothing but rows. */
    private boolean leavesOnlyRows() {
        return inPlace
                && reach().keepsSchema()
                && downgrade.filter(ComesBack::isSteady).isPresent()
                && !chain.concernsRoles();
    }

    private Concern.Reach reach() {
        return reach.orElse(Concern.Reach.ALL);
    }

    /**
     * How rows are made that an application writes later. What a user says of a table's rows holds for those, too, and to a table that others
     * refer to the revision does nothing.
     */
    private PopulationOptions forWriting(Population filled) {
        Set<TableName> left = new HashSet<>(excluded);
        left.addAll(filled.replaced());
        return population.withExcluded(left).withParents(reach().parents());
    }

    private UserRows userRows() {
        OwnRows.OwnFile own = ownRows.files().get(revision.id());
        return own == null ? UserRows.none() : own.rows();
    }

    private PopulationOptions assuming(PopulationOptions options) {
        PopulationOptions all = options;
        for (Assumption assumption : ownRows.assumptions()) {
            all = all.withAssumption(assumption.table(), assumption.condition());
        }
        return all;
    }

    /** Say where what is refused stands. */
    private Population populate(RowSynthesis synthesis, PopulationOptions options) throws SQLException {
        try {
            return synthesis.populate(options);
        } catch (UserRowsException e) {
            OwnRows.OwnFile own = Objects.requireNonNull(ownRows.files().get(revision.id()));
            throw new OwnRowsException(
                    "%s:%d: the rows below revision %s are refused, SQLSTATE %s: %s. They are inserted into the schema as it is before that revision"
                            .formatted(
                                    own.file(),
                                    e.line(),
                                    revision.id(),
                                    e.refusal().getSQLState(),
                                    String.valueOf(e.refusal().getMessage()).replaceFirst("\\s*\n[\\s\\S]*", "")),
                    e);
        } catch (InvalidAssumptionException e) {
            String place = ownRows.assumptions().stream()
                    .filter(assumption -> assumption.condition().equals(e.condition())
                            && assumption.table().equals(e.table()))
                    .map(Assumption::place)
                    .findFirst()
                    .orElse("");
            throw new OwnRowsException(place + ": " + e.getMessage(), e);
        }
    }

    /** Return the assumptions that say nothing about the schema below the revision. */
    Set<Assumption> unusedAssumptions() {
        return Set.copyOf(unusedAssumptions);
    }

    /** Return how much was filled below the revision; empty when there was no table. */
    Optional<RowCoverage> coverage() {
        return coverage;
    }

    /** Return what a user should know beside the findings. */
    List<String> notes() {
        return notes;
    }

    /** Return what the upgrade was seen to lock; empty when nobody asked. */
    List<TableLock> locks() {
        return locks;
    }

    /** Leg B; returns why the upgrade failed, if it did. */
    private Optional<SqlFailure> before(Stage stage, Below below) throws SQLException {
        proved.clear();
        ScriptOutcome up = upgrade(stage);
        Optional<SqlFailure> refused = up.failure();
        if (refused.isPresent()) {
            findings.upFailed(refused.get(), below.rows);
        }
        if (!up.isCompleted()) {
            return refused;
        }
        Moment above = look(stage, below);
        findings.notNullNotTrue(above.untrue);
        findings.broken(above.broken);
        findings.leftInvalid(above.invalid);
        findings.quietNulls(below.quiet, above.quiet, below.rows, above.rows);
        inUtc = Optional.of(new Result(above.rows, Optional.empty()));
        if (downgrade.isEmpty()) {
            findings.changed(below.rows, above.rows, above.rows, false, below.stamps);
            findings.sequences(below.sequences, above.sequences, "upgrade");
            return Optional.empty();
        }
        refused = timeLimit.run(downgrade.get(), stage::run).failure();
        if (refused.isPresent()) {
            findings.downFailed(refused.get());
            findings.changed(below.rows, above.rows, above.rows, false, below.stamps);
            return Optional.empty();
        }
        End end = end(stage);
        inUtc = Optional.of(new Result(above.rows, Optional.of(end)));
        findings.changed(below.rows, above.rows, end.rows, true, below.stamps);
        findings.sequences(below.sequences, end.sequences, "downgrade");
        findings.sequences(below.sequences, above.sequences, "upgrade");
        return Optional.empty();
    }

    /**
     * What the rows below the revision became.
     *
     * @param end after the downgrade; empty when none was run to its end
     */
    private record Result(RowContents above, Optional<End> end) {}

    /** What is there after the downgrade. */
    private record End(RowContents rows, Sequences sequences) {}

    private End end(Stage stage) throws SQLException {
        Connection session = stage.cleanSession();
        return new End(RowContents.read(session, excluded), Sequences.read(session, excluded));
    }

    /** Leg B once more, in a session that is not at UTC; returns what is there at its end, if it got there. */
    private Optional<End> inAnotherZone(Stage stage, Result expected) throws SQLException {
        if (!timeLimit
                .run(revision.upgrade(), script -> stage.run(script, ZoneShifts.ZONE))
                .isCompleted()) {
            return Optional.empty();
        }
        List<ZoneShifts.Shifted> shifted = ZoneShifts.between(
                        expected.above, RowContents.read(stage.cleanSession(), excluded))
                .toList();
        findings.shiftedByTimeZone("upgrade", shifted);
        if (!shifted.isEmpty() || expected.end.isEmpty() || downgrade.isEmpty()) {
            return Optional.empty();
        }
        if (!timeLimit
                .run(downgrade.get(), script -> stage.run(script, ZoneShifts.ZONE))
                .isCompleted()) {
            return Optional.empty();
        }
        End end = end(stage);
        findings.shiftedByTimeZone(
                "downgrade",
                ZoneShifts.between(expected.end.get().rows, end.rows).toList());
        return Optional.of(end);
    }

    /** The server's debug notices cost a little, and only a script that sets NOT NULL has one of interest. */
    private ScriptOutcome upgrade(Stage stage) throws SQLException {
        boolean sets = revision.upgrade().statements().stream().anyMatch(step -> NotNullSteps.isSetBy(step.text()));
        return sets
                ? timeLimit.run(
                        revision.upgrade(),
                        script -> stage.run(
                                script, notice -> NotNullSteps.proved(notice).ifPresent(proved::add)))
                : timeLimit.run(revision.upgrade(), stage::run);
    }

    /** Return the columns that a validated constraint proved NOT NULL in the upgrade on rows, each with its table. */
    List<String> proved() {
        return List.copyOf(proved);
    }

    /** What the database holds at the revision. */
    private record Moment(
            RowContents rows,
            Sequences sequences,
            List<String> untrue,
            List<Dependents.Broken> broken,
            Map<String, String> invalid,
            QuietNulls quiet) {}

    private Moment look(Stage stage, Below below) throws SQLException {
        Connection session = stage.cleanSession();
        RowContents rows = RowContents.read(session, excluded);
        Sequences sequences = Sequences.read(session, excluded);
        Map<String, String> invalid = InvalidObjects.in(session);
        invalid.keySet().removeAll(below.invalid.keySet());
        return new Moment(
                rows,
                sequences,
                NotNullColumns.holdingNull(session),
                below.dependents.brokenNow(session),
                invalid,
                QuietNulls.concerning(revision.upgrade(), session));
    }

    /** Legs O and W, on the database that was filled below the revision. */
    private boolean writesBetween(Stage stage, Below below) throws SQLException {
        ScriptOutcome up = timeLimit.run(revision.upgrade(), stage::run);
        // If it did in leg B, on the same rows, what differs is no property of the revision.
        return up.isCompleted() && writes(stage, below);
    }

    /** What is written at the revision, and the way down with it; returns whether that led down. */
    private boolean writes(Stage stage, Below below) throws SQLException {
        Connection session = stage.cleanSession();
        findings.oldWriter(OldWriter.replay(session, below.inserts));
        List<SynthesisedRow> written = populate(
                        RowSynthesis.on(session, reach().unconcerned()), forWriting(below.population))
                .rows();
        if (findings.hasFailedDowngrade() || downgrade.isEmpty()) {
            return false;
        }
        Optional<SqlFailure> refused =
                timeLimit.run(downgrade.get(), stage::run).failure();
        if (refused.isPresent()) {
            findings.downFailedAfterWrites(refused.get(), written);
        }
        return refused.isEmpty();
    }
}
