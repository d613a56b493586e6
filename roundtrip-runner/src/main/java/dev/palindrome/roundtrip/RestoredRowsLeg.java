package dev.palindrome.roundtrip;

import dev.palindrome.data.TableName;
import dev.palindrome.data.content.RowContents;
import dev.palindrome.data.content.Sequences;
import dev.palindrome.data.content.TableContents;
import dev.palindrome.data.content.TableDigest;
import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.roundtrip.execution.ScriptOutcome;
import dev.palindrome.roundtrip.execution.SqlFailure;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.lock.LockFindings;
import dev.palindrome.roundtrip.lock.LockProbes;
import dev.palindrome.roundtrip.lock.StatementTrace;
import dev.palindrome.roundtrip.lock.TableLock;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Leg B on rows that are there already: up, down, and the rows are to be the same. The server says by digests which tables changed;
 * only those are read, and of those only as much as fits into memory. Where locks are watched, the upgrade runs twice: once a statement at a time,
 * to see what it locks, and once as its tool runs it, beside sessions that want the same tables.
 */
final class RestoredRowsLeg {

    /** What may be read of the tables at one moment; as objects, and at three moments, it takes some twenty times as much. */
    private static final long MOST_BYTES = 16L << 20;

    private final Chain chain;
    private final Revision revision;
    private final Optional<SqlScript> downgrade;
    private final Set<TableName> excluded;
    private final boolean watchesLocks;
    private List<TableLock> locks = List.of();
    private final RowFindings findings;
    private final Set<String> proved = new TreeSet<>();

    RestoredRowsLeg(Chain chain, Revision revision, boolean downgradeWorks, RowsOrigin origin, boolean watchesLocks) {
        this.chain = chain;
        this.watchesLocks = watchesLocks;
        this.revision = revision;
        this.downgrade = downgradeWorks && revision.downgrade() instanceof Downgrade.Script script
                ? Optional.of(script.script())
                : Optional.empty();
        this.excluded = chain.versionTables();
        this.findings = new RowFindings(revision, origin);
    }

    /** What the database holds at one moment. */
    private record Moment(
            Map<TableName, TableDigest> digests,
            Sequences sequences,
            Map<String, String> invalid,
            QuietNulls quiet,
            Stamps stamps) {}

    List<Finding> findings() throws SQLException {
        Moment below;
        try (Connection session = chain.session()) {
            below = look(session);
        }
        List<StatementTrace> traces = watchesLocks ? traces() : List.of();
        try (Stage stage = chain.copy()) {
            ScriptOutcome up = upgrade(stage, traces);
            up.failure().ifPresent(refused -> findings.upFailed(refused, RowContents.of(Map.of())));
            if (up.isCompleted()) {
                after(stage, below);
            }
        }
        return findings.all();
    }

    /** Return the columns that a validated constraint proved NOT NULL in the upgrade, each with its table. */
    List<String> proved() {
        return List.copyOf(proved);
    }

    /** Return what the upgrade was seen to lock; empty when nobody asked. */
    List<TableLock> locks() {
        return locks;
    }

    private List<StatementTrace> traces() throws SQLException {
        try (Stage stage = chain.copy()) {
            List<StatementTrace> traces = LockLeg.traces(stage, revision, excluded);
            locks = TableLock.of(traces);
            return traces;
        } finally {
            chain.restoreRoles();
        }
    }

    private ScriptOutcome upgrade(Stage stage, List<StatementTrace> traces) throws SQLException {
        try (LockProbes probes = LockProbes.begin(stage::session, LockFindings.keepingOthersWaiting(traces))) {
            ScriptOutcome up = stage.run(
                    revision.upgrade(), notice -> NotNullSteps.proved(notice).ifPresent(proved::add));
            Map<TableName, LockProbes.Waited> waited = probes.end();
            findings.addAll(LockFindings.measured(traces, waited));
            locks = locks.stream().map(lock -> lock.withWaited(waited)).toList();
            return up;
        }
    }

    private Moment look(Connection session) throws SQLException {
        return new Moment(
                TableDigest.read(session, excluded),
                Sequences.read(session, excluded),
                InvalidObjects.in(session),
                QuietNulls.concerning(revision.upgrade(), session),
                Stamps.from(session));
    }

    private void after(Stage stage, Moment below) throws SQLException {
        Moment above;
        List<String> untrue;
        Set<TableName> read;
        RowContents aboveRows;
        try (Connection session = stage.session()) {
            above = look(session);
            untrue = NotNullColumns.holdingNull(session);
            read = readable(concerned(below, above), below.digests, above.digests);
            aboveRows = RowContents.readOnly(session, read);
        }
        RowContents belowRows = readBelow(read);
        findings.notNullNotTrue(untrue);
        Map<String, String> invalid = new TreeMap<>(above.invalid);
        invalid.keySet().removeAll(below.invalid.keySet());
        findings.leftInvalid(invalid);
        findings.quietNulls(below.quiet, above.quiet, belowRows, aboveRows);
        Optional<SqlFailure> refused =
                downgrade.isPresent() ? stage.run(downgrade.get()).failure() : Optional.empty();
        refused.ifPresent(findings::downFailed);
        if (downgrade.isEmpty() || refused.isPresent()) {
            findings.changed(belowRows, aboveRows, aboveRows, false, below.stamps);
            new BulkFindings(findings, below.stamps, false)
                    .changed(without(below.digests, read), above.digests, above.digests);
        } else {
            cameBack(stage, below, above, belowRows, aboveRows);
        }
        findings.sequences(below.sequences, above.sequences, "upgrade");
    }

    private void cameBack(Stage stage, Moment below, Moment above, RowContents readBelow, RowContents readAbove)
            throws SQLException {
        try (Connection session = stage.session()) {
            Map<TableName, TableDigest> end = TableDigest.read(session, excluded);
            Set<TableName> read = new TreeSet<>(readBelow.tables().keySet());
            // What the downgrade alone has changed is at the revision as it was below.
            Set<TableName> late = new TreeSet<>(changed(below.digests, end));
            late.removeAll(changed(below.digests, above.digests));
            Set<TableName> further = readable(late, below.digests, end);
            further.removeAll(read);
            RowContents furtherBelow = readBelow(further);
            read.addAll(further);
            findings.changed(
                    joined(readBelow, furtherBelow),
                    joined(readAbove, furtherBelow),
                    RowContents.readOnly(session, read),
                    true,
                    below.stamps);
            new BulkFindings(findings, below.stamps, true).changed(without(below.digests, read), above.digests, end);
            findings.sequences(below.sequences, Sequences.read(session, excluded), "downgrade");
        }
    }

    /** Read these tables, those left out that do not fit into memory. */
    static RowContents readIfSmall(Connection session, Set<TableName> tables) throws SQLException {
        Map<TableName, TableDigest> digests = TableDigest.readOnly(session, tables);
        return RowContents.readOnly(session, readable(tables, digests, digests));
    }

    private RowContents readBelow(Set<TableName> tables) throws SQLException {
        try (Connection session = chain.session()) {
            return RowContents.readOnly(session, tables);
        }
    }

    /** Tables whose rows are not simply the same, those that came, and those that a new default may leave NULL in. */
    private static Set<TableName> concerned(Moment below, Moment above) {
        Set<TableName> tables = changed(below.digests, above.digests);
        above.digests.keySet().stream()
                .filter(table -> !below.digests.containsKey(table))
                .forEach(tables::add);
        above.quiet.defaults().stream()
                .filter(column -> !below.quiet.defaults().contains(column))
                .map(ColumnName::table)
                .forEach(tables::add);
        return tables;
    }

    private static Set<TableName> changed(Map<TableName, TableDigest> before, Map<TableName, TableDigest> after) {
        Set<TableName> changed = new TreeSet<>();
        before.forEach((table, digest) -> {
            TableDigest later = after.get(table);
            if (later == null || !digest.isWithin(later)) {
                changed.add(table);
            }
        });
        return changed;
    }

    /** Return the smallest of the tables, as many as fit. */
    private static Set<TableName> readable(
            Set<TableName> tables, Map<TableName, TableDigest> before, Map<TableName, TableDigest> after) {
        Set<TableName> readable = new TreeSet<>();
        long bytes = 0;
        for (TableName table : tables.stream()
                .sorted(Comparator.comparing((TableName each) -> Math.max(bytes(before, each), bytes(after, each))))
                .toList()) {
            bytes += Math.max(bytes(before, table), bytes(after, table));
            if (bytes <= MOST_BYTES) {
                readable.add(table);
            }
        }
        return readable;
    }

    private static long bytes(Map<TableName, TableDigest> digests, TableName table) {
        TableDigest digest = digests.get(table);
        return digest == null ? 0 : digest.bytes();
    }

    private static Map<TableName, TableDigest> without(Map<TableName, TableDigest> digests, Set<TableName> read) {
        Map<TableName, TableDigest> rest = new TreeMap<>(digests);
        rest.keySet().removeAll(read);
        return rest;
    }

    private static RowContents joined(RowContents some, RowContents others) {
        Map<TableName, TableContents> all = new TreeMap<>(some.tables());
        all.putAll(others.tables());
        return RowContents.of(all);
    }
}
