package dev.palindrome.roundtrip;

import dev.palindrome.data.OldInsertOutcome;
import dev.palindrome.data.SynthesisedRow;
import dev.palindrome.data.TableName;
import dev.palindrome.data.TablePopulation;
import dev.palindrome.data.Unfilled;
import dev.palindrome.data.content.ColumnComparison;
import dev.palindrome.data.content.ContentsComparison;
import dev.palindrome.data.content.LostColumn;
import dev.palindrome.data.content.RowContents;
import dev.palindrome.data.content.RowText;
import dev.palindrome.data.content.SequencePosition;
import dev.palindrome.data.content.Sequences;
import dev.palindrome.data.content.TableComparison;
import dev.palindrome.data.content.TableContents;
import dev.palindrome.data.content.ValueChange;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.roundtrip.execution.SqlFailure;
import dev.palindrome.roundtrip.finding.Evidence;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.FindingType;
import dev.palindrome.roundtrip.finding.Leg;
import dev.palindrome.roundtrip.finding.RowChange;
import dev.palindrome.roundtrip.finding.Severity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Puts into words what a revision does to rows. */
final class RowFindings {

    private static final String NOT_NULL_VIOLATION = "23502";
    private static final String NUMBER_OUT_OF_RANGE = "22003";
    private static final int SAMPLES = 3;

    private static final String NOTHING_KNOWN = "so nothing is known of what happens to its rows: ";

    private final Revision revision;
    private final RowsOrigin origin;
    private final List<Finding> found = new ArrayList<>();
    private boolean failedDowngrade;

    RowFindings(Revision revision, RowsOrigin origin) {
        this.revision = revision;
        this.origin = origin;
    }

    List<Finding> all() {
        return found;
    }

    boolean hasErrors() {
        return found.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    }

    void addAll(List<Finding> others) {
        found.addAll(others);
    }

    boolean hasFailedDowngrade() {
        return failedDowngrade;
    }

    void unpopulated(TablePopulation table) {
        String reason = table.unfilled().map(Unfilled::reason).orElse("");
        add(
                FindingType.UNPOPULATED_TABLE,
                Leg.BEFORE,
                List.of(table.table().toString()),
                "Table %s could not be filled with rows below revision %s, %s%s"
                        .formatted(table.table(), revision.id(), NOTHING_KNOWN, reason),
                start(),
                new Evidence.Rows(Optional.empty(), List.of(), List.of()));
    }

    /** Return why a table could not be filled; empty for any other finding. */
    static Optional<String> whyUnpopulated(Finding finding) {
        return finding.type() == FindingType.UNPOPULATED_TABLE
                ? Optional.of(
                        finding.message().substring(finding.message().indexOf(NOTHING_KNOWN) + NOTHING_KNOWN.length()))
                : Optional.empty();
    }

    /** The upgrade was refused on rows that the schema allows. */
    void upFailed(SqlFailure failure, RowContents below) {
        Optional<ColumnName> column = column(failure);
        if (failure.sqlState().equals(NOT_NULL_VIOLATION) && nullRefused(failure, column, below)) {
            return;
        }
        Finding finding = Finding.of(
                FindingType.UP_FAILS_ON_ROWS,
                Leg.BEFORE,
                column.map(name -> List.of(name.toString())).orElse(List.of()),
                "Upgrade of revision %s fails with %s: %s".formatted(revision.id(), origin.rows(), failure.headline()),
                failure.position(),
                new Evidence.Rows(Optional.of(failure), List.of(originFact()), List.of()));
        found.add(!origin.real() && isAtLimit(failure) ? finding.withSeverity(Severity.WARNING) : finding);
    }

    /**
     * Tell whether a statement computes with a number at the very limit of its type, such as the largest one plus one. A type that is
     * made narrower is another matter: there, values far from the limit are refused.
     */
    private static boolean isAtLimit(SqlFailure failure) {
        return failure.sqlState().equals(NUMBER_OUT_OF_RANGE)
                && failure.statement().filter(NotNullSteps::writesRows).isPresent();
    }

    /**
     * Say which column is to be NOT NULL and is not.
     *
     * @return whether it could be told
     */
    private boolean nullRefused(SqlFailure failure, Optional<ColumnName> column, RowContents below) {
        String statement = failure.statement().orElseGet(() -> requiring(column.map(ColumnName::column)));
        NewColumn added = NewColumn.in(statement);
        if (column.isEmpty()) {
            // The value of a domain, of which the server names no column.
            added.name().ifPresent(name -> columnOfDomain(failure, name));
            return added.name().isPresent();
        }
        if (NotNullSteps.writesRows(statement)) {
            return false;
        }
        TableContents table = below.tables().get(column.get().table());
        boolean adds = added.name().filter(column.get().column()::equals).isPresent();
        if (table != null && table.has(column.get().column())) {
            incompleteBackfill(failure, column.get(), table);
        } else if (adds && added.isGenerated()) {
            newColumnHoldsNull(
                    failure, column.get(), "is computed, and is NULL where what it is computed from is", false);
        } else if (!adds && NotNullSteps.isSetBy(statement)) {
            newColumnHoldsNull(failure, column.get(), "is to be NOT NULL, and no statement fills every NULL", true);
        } else if (table != null) {
            requiredColumn(failure, column.get(), table);
        } else {
            return false;
        }
        return true;
    }

    /** Where a script is sent as a whole: the statement that requires values of a column, as far as can be told from its text. */
    private String requiring(Optional<String> column) {
        return revision.upgrade().statements().stream()
                .map(SqlStatement::text)
                .filter(text -> NotNullSteps.isSetBy(text)
                        && column.filter(text::contains).isPresent()
                        && NewColumn.in(text)
                                .name()
                                .filter(column.orElse("")::equals)
                                .isEmpty())
                .findFirst()
                .orElse("");
    }

    private void columnOfDomain(SqlFailure failure, String column) {
        add(
                FindingType.REQUIRED_COLUMN_WITHOUT_DEFAULT,
                Leg.BEFORE,
                List.of(column),
                "Upgrade of revision %s cannot be applied once the table has a row: column %s has no default, and %s"
                        .formatted(revision.id(), column, failure.message()),
                failure.position(),
                new Evidence.Rows(Optional.of(failure), List.of(originFact()), List.of()));
    }

    /** A column that the rows below did not have, or that a partition has. */
    private void newColumnHoldsNull(SqlFailure failure, ColumnName column, String why, boolean backfill) {
        add(
                FindingType.NOT_NULL_WITHOUT_COMPLETE_BACKFILL,
                Leg.BEFORE,
                List.of(column.toString()),
                "Upgrade of revision %s fails with %s: %s %s".formatted(revision.id(), origin.row(), column, why),
                failure.position(),
                new Evidence.Rows(
                        Optional.of(failure),
                        List.of(originFact()),
                        backfill ? NotNullSteps.forColumn(column.table(), column.column()) : List.of()));
    }

    private void requiredColumn(SqlFailure failure, ColumnName column, TableContents table) {
        add(
                FindingType.REQUIRED_COLUMN_WITHOUT_DEFAULT,
                Leg.BEFORE,
                List.of(column.toString()),
                "Upgrade of revision %s cannot be applied once %s has a row: %s is required and has no default"
                        .formatted(revision.id(), column.table(), column),
                failure.position(),
                new Evidence.Rows(
                        Optional.of(failure),
                        List.of(
                                "the table held %s%s"
                                        .formatted(
                                                count(table.rows().size()),
                                                origin.real() ? "" : ", all of which the schema allows"),
                                originFact()),
                        NotNullSteps.forNewColumn(
                                column.table(),
                                column.column(),
                                failure.statement().orElse(""))));
    }

    private void incompleteBackfill(SqlFailure failure, ColumnName column, TableContents table) {
        List<String> facts = new ArrayList<>();
        facts.add("%s was nullable below this revision: %d of %s held NULL, and at least one still does"
                .formatted(
                        column, table.nulls(column.column()), count(table.rows().size())));
        samples(table, column.column()).forEach(row -> facts.add("row with NULL:  " + row));
        facts.add(originFact());
        add(
                FindingType.NOT_NULL_WITHOUT_COMPLETE_BACKFILL,
                Leg.BEFORE,
                List.of(column.toString()),
                "Upgrade of revision %s fails with %s: %s is to be NOT NULL, and no statement fills every NULL"
                        .formatted(revision.id(), origin.row(), column),
                failure.position(),
                new Evidence.Rows(
                        Optional.of(failure), facts, NotNullSteps.forColumn(column.table(), column.column())));
    }

    private static List<String> samples(TableContents table, String column) {
        int at = indexOf(table, column);
        return table.rows().stream()
                .filter(row -> row.get(at) == null)
                .limit(SAMPLES)
                .map(row -> new RowText(
                                table.columns().stream()
                                        .map(known -> known.name())
                                        .toList(),
                                row)
                        .toString())
                .toList();
    }

    private static int indexOf(TableContents table, String column) {
        return table.columns().stream().map(known -> known.name()).toList().indexOf(column);
    }

    /** The downgrade was refused on the rows that the upgrade left. */
    void downFailed(SqlFailure failure) {
        failedDowngrade = true;
        boolean notNull = failure.sqlState().equals(NOT_NULL_VIOLATION);
        Optional<ColumnName> column = column(failure);
        add(
                notNull ? FindingType.DOWN_RESTORES_NOT_NULL : FindingType.DOWN_FAILS_ON_ROWS,
                Leg.BEFORE,
                column.map(name -> List.of(name.toString())).orElse(List.of()),
                notNull && column.isPresent()
                        ? "Downgrade of revision %s fails with %s: %s cannot be NOT NULL, its values are gone"
                                .formatted(revision.id(), origin.rows(), column.get())
                        : "Downgrade of revision %s fails with %s: %s"
                                .formatted(revision.id(), origin.rows(), failure.headline()),
                failure.position(),
                new Evidence.Rows(Optional.of(failure), List.of(originFact()), List.of()));
    }

    /** The downgrade works on the rows that were there before, and is refused on rows that were written at the revision. */
    void downFailedAfterWrites(SqlFailure failure, List<SynthesisedRow> written) {
        boolean notNull = failure.sqlState().equals(NOT_NULL_VIOLATION);
        Optional<String> table = failure.subject().table();
        Optional<FailingKey> key = FailingKey.of(failure);
        List<String> facts = new ArrayList<>();
        written.stream()
                .filter(row -> table.filter(row.target().name()::equals).isPresent())
                .filter(row -> key.map(failing -> failing.mayBeIn(row)).orElse(true))
                .filter(row -> !notNull
                        || failure.subject()
                                .column()
                                .map(row::literal)
                                .filter("NULL"::equals)
                                .isPresent())
                .limit(SAMPLES)
                .forEach(row -> facts.add("row written at %s:  %s".formatted(revision.id(), row.describe())));
        facts.add(originFact());
        Finding finding = Finding.of(
                notNull ? FindingType.DOWN_RESTORES_NOT_NULL : FindingType.DOWN_FAILS_AFTER_WRITES,
                Leg.WRITES,
                subject(failure),
                "Revision %s cannot be undone after rows are written that its schema allows: %s"
                        .formatted(revision.id(), failure.headline()),
                failure.position(),
                new Evidence.Rows(Optional.of(failure), facts, List.of()));
        // Class 22: a value too long or too large, which only a value at the very limit of its type is.
        found.add(failure.sqlState().startsWith("22") ? finding.withSeverity(Severity.WARNING) : finding);
    }

    /**
     * Compare what was there with what is there.
     *
     * @param above the rows at the revision
     * @param end the rows at the end of the leg: after the downgrade, or at the revision where there is no way back
     */
    void changed(RowContents below, RowContents above, RowContents end, boolean cameBack, Stamps stamps) {
        ContentsComparison up = below.compareWith(above);
        ContentsComparison all = below.compareWith(end);
        Set<String> explained = new TreeSet<>();
        KeptValues kept = new KeptValues(below, above, up);
        dropped(up, all, kept, cameBack, explained);
        for (TableComparison table : all.tables()) {
            if (explained.contains(table.table().toString())) {
                continue;
            }
            nullsIntroduced(table, cameBack, explained);
            rows(table, cameBack, explained, stamps);
        }
    }

    /** What the upgrade dropped and the downgrade did not bring back with its values. */
    private void dropped(
            ContentsComparison up, ContentsComparison all, KeptValues kept, boolean cameBack, Set<String> explained) {
        for (TableContents table : up.lostTables()) {
            boolean restored =
                    all.tables().stream().anyMatch(after -> after.table().equals(table.table()) && after.isEqual());
            if (!table.rows().isEmpty() && !restored && !kept.underAnotherName(table)) {
                explained.add(table.table().toString());
                loss(
                        table.table().toString(),
                        "table %s, which held %s"
                                .formatted(table.table(), count(table.rows().size())),
                        List.of(),
                        List.of(),
                        cameBack);
            }
        }
        for (TableComparison table : up.tables()) {
            for (LostColumn lost : table.lostColumns()) {
                String name = table.table() + "." + lost.column().name();
                if (lost.values() > 0
                        && !isRestored(all, table.table(), lost.column().name())
                        && !kept.underAnotherName(table.table(), lost.column().name())) {
                    explained.add(name);
                    loss(
                            name,
                            "column %s, which held %d value%s"
                                    .formatted(name, lost.values(), lost.values() == 1 ? "" : "s"),
                            lost.samples().stream()
                                    .map(sample -> new RowChange(
                                            sample.row().toString(),
                                            lost.column().name(),
                                            sample.shown(),
                                            Optional.empty()))
                                    .toList(),
                            List.of(),
                            cameBack);
                }
            }
        }
    }

    private static boolean isRestored(ContentsComparison all, TableName table, String column) {
        return all.tables().stream()
                .filter(after -> after.table().equals(table))
                .anyMatch(after -> after.columns().stream()
                                .map(ColumnComparison::name)
                                .anyMatch(column::equals)
                        && after.missing().isEmpty()
                        && after.changed().stream().map(ValueChange::column).noneMatch(column::equals));
    }

    void loss(String object, String what, List<RowChange> lost, List<String> others, boolean cameBack) {
        List<String> facts = new ArrayList<>(others);
        facts.add(
                cameBack
                        ? "the downgrade does not bring all of the values back"
                        : "there is no way back to the values");
        facts.add(originFact());
        String allowance = "-- palindrome:allow PAL-D01 %s: why the values may go".formatted(object);
        add(
                FindingType.DATA_LOSS_UNDECLARED,
                Leg.BEFORE,
                List.of(object),
                "Upgrade of revision %s drops %s".formatted(revision.id(), what),
                start(),
                new Evidence.Rows(Optional.empty(), lost, facts, List.of(allowance)));
    }

    private void nullsIntroduced(TableComparison table, boolean cameBack, Set<String> explained) {
        for (ColumnComparison column : table.columns()) {
            String name = table.table() + "." + column.name();
            if (column.nullDelta() <= 0 || table.rowsBefore() != table.rowsAfter() || explained.contains(name)) {
                continue;
            }
            explained.add(name);
            nullsIntroduced(name, column.nullDelta(), cameBack, changes(table, Set.of(column.name())), List.of());
        }
    }

    void nullsIntroduced(String column, long values, boolean cameBack, List<RowChange> changes, List<String> others) {
        add(
                FindingType.NULLS_INTRODUCED,
                Leg.BEFORE,
                List.of(column),
                "%s of revision %s: %d value%s of %s became NULL"
                        .formatted(
                                cameBack ? "Upgrade and downgrade" : "Upgrade",
                                revision.id(),
                                values,
                                values == 1 ? "" : "s",
                                column),
                start(),
                new Evidence.Rows(Optional.empty(), changes, withOrigin(others), List.of()));
    }

    private List<String> withOrigin(List<String> facts) {
        List<String> all = new ArrayList<>(facts);
        all.add(originFact());
        return all;
    }

    private void rows(TableComparison table, boolean cameBack, Set<String> explained, Stamps stamps) {
        if (table.rowsBefore() != table.rowsAfter()) {
            rowCountChanged(table.table(), table.rowsBefore(), table.rowsAfter(), cameBack, shown(table));
            return;
        }
        Set<String> columns = table.changed().stream()
                .map(ValueChange::column)
                .filter(column -> !explained.contains(table.table() + "." + column))
                .filter(column -> !stamps.explain(table, column))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        boolean rowsDiffer = table.changed().isEmpty() && !table.hasSameRows();
        if (cameBack && (!columns.isEmpty() || rowsDiffer)) {
            rowsChanged(
                    table.table(),
                    rowsDiffer
                            ? List.of(table.table().toString())
                            : columns.stream()
                                    .map(column -> table.table() + "." + column)
                                    .toList(),
                    changes(table, columns),
                    shown(table));
        }
        if (!cameBack) {
            merged(table, stamps);
        }
    }

    private static List<String> shown(TableComparison table) {
        List<String> rows = new ArrayList<>();
        table.missing().stream().limit(SAMPLES).forEach(row -> rows.add("- " + row));
        table.extra().stream().limit(SAMPLES).forEach(row -> rows.add("+ " + row));
        return rows;
    }

    void rowCountChanged(TableName table, long before, long after, boolean cameBack, List<String> samples) {
        String way = cameBack ? "after upgrade and downgrade" : "after the upgrade";
        Finding finding = Finding.of(
                FindingType.ROW_COUNT_CHANGED,
                Leg.BEFORE,
                List.of(table.toString()),
                "Table %s has %s %s of revision %s, and had %d"
                        .formatted(table, count(after), way, revision.id(), before),
                start(),
                new Evidence.Rows(Optional.empty(), withOrigin(samples), List.of()));
        // A row that stays behind is no loss.
        found.add(after > before ? finding.withSeverity(Severity.WARNING) : finding);
    }

    void rowsChanged(TableName table, List<String> objects, List<RowChange> changes, List<String> others) {
        add(
                FindingType.ROWS_CHANGED,
                Leg.BEFORE,
                objects,
                "Rows of table %s are not the same after upgrade and downgrade of revision %s"
                        .formatted(table, revision.id()),
                start(),
                new Evidence.Rows(Optional.empty(), changes, withOrigin(others), List.of()));
    }

    private void merged(TableComparison table, Stamps stamps) {
        for (ColumnComparison column : table.columns()) {
            if (column.distinctDelta() < 0 && column.nullDelta() == 0 && !stamps.explain(table, column.name())) {
                String name = table.table() + "." + column.name();
                add(
                        FindingType.VALUES_MERGED,
                        Leg.BEFORE,
                        List.of(name),
                        "Upgrade of revision %s leaves %d different values in %s, of %d, and there is no way back"
                                .formatted(revision.id(), column.distinctAfter(), name, column.distinctBefore()),
                        start(),
                        new Evidence.Rows(
                                Optional.empty(),
                                changes(table, Set.of(column.name())),
                                List.of(originFact()),
                                List.of()));
            }
        }
    }

    private static List<RowChange> changes(TableComparison table, Set<String> columns) {
        return table.changed().stream()
                .filter(change -> columns.contains(change.column()))
                .limit(SAMPLES)
                .map(change -> new RowChange(
                        change.row().toString(),
                        change.column(),
                        change.shownBefore(),
                        Optional.of(change.shownAfter())))
                .toList();
    }

    /** A new default, which leaves the NULLs that were there, and a new check, which lets NULL through. */
    void quietNulls(QuietNulls before, QuietNulls after, RowContents below, RowContents above) {
        for (ColumnName column : after.defaults()) {
            TableContents table = above.tables().get(column.table());
            TableContents earlier = below.tables().get(column.table());
            boolean isNew = !before.defaults().contains(column) && earlier != null && earlier.has(column.column());
            if (isNew && table != null && table.nulls(column.column()) > 0) {
                add(
                        FindingType.DEFAULT_LEAVES_NULLS,
                        Leg.BEFORE,
                        List.of(column.toString()),
                        "Upgrade of revision %s gives %s a default, and %s NULL there still"
                                .formatted(
                                        revision.id(),
                                        column,
                                        table.nulls(column.column()) == 1
                                                ? "1 row holds"
                                                : table.nulls(column.column()) + " rows hold"),
                        start(),
                        new Evidence.Rows(
                                Optional.empty(),
                                List.of(originFact()),
                                List.of("UPDATE %s SET %s = DEFAULT WHERE %s IS NULL;"
                                        .formatted(column.table(), column.column(), column.column()))));
            }
        }
        after.checks().forEach((name, check) -> {
            if (!before.checks().containsKey(name)) {
                add(
                        FindingType.CHECK_ADMITS_NULL,
                        Leg.BEFORE,
                        List.of(name),
                        "Upgrade of revision %s adds %s, which a NULL in %s satisfies"
                                .formatted(revision.id(), check.definition(), check.columns()),
                        start(),
                        new Evidence.Rows(Optional.empty(), List.of(), List.of()));
            }
        });
    }

    /** Values that are others when the session that writes them is in another time zone. */
    void shiftedByTimeZone(String direction, List<ZoneShifts.Shifted> columns) {
        for (ZoneShifts.Shifted column : columns) {
            List<String> facts = column.values().stream()
                    .limit(SAMPLES)
                    .map(ValueChange::toString)
                    .collect(Collectors.toCollection(ArrayList::new));
            facts.add("left of the arrow under UTC, right of it under " + ZoneShifts.ZONE);
            facts.add(originFact());
            add(
                    FindingType.SHIFTED_BY_TIME_ZONE,
                    Leg.BEFORE,
                    List.of(column.column()),
                    "What the %s of revision %s writes into %s depends on the time zone of the session that runs it"
                            .formatted(direction, revision.id(), column.column()),
                    start(),
                    new Evidence.Rows(Optional.empty(), facts, List.of()));
        }
    }

    /**
     * A sequence that gives a value next which is there already, and was not so before. Where a sequence stood that filled no column, our
     * rows cannot say: applications that number rows themselves ask it.
     */
    void sequences(Sequences before, Sequences after, String direction) {
        Set<TableName> behindBefore = before.positions().stream()
                .filter(SequencePosition::isBehind)
                .map(SequencePosition::sequence)
                .collect(Collectors.toSet());
        for (SequencePosition position : after.positions()) {
            if (position.unique() && position.isBehind() && !behindBefore.contains(position.sequence())) {
                Finding finding = behind(position, direction);
                boolean asked = !origin.real() && before.others().contains(position.sequence());
                found.add(asked ? finding.withSeverity(Severity.INFO) : finding);
            }
        }
    }

    private Finding behind(SequencePosition position, String direction) {
        return Finding.of(
                FindingType.SEQUENCE_BEHIND,
                Leg.BEFORE,
                List.of(position.sequence().toString()),
                "After the %s of revision %s, sequence %s gives %d next, and column %s.%s holds values from there on: its largest is %d"
                        .formatted(
                                direction,
                                revision.id(),
                                position.sequence(),
                                position.next(),
                                position.table(),
                                position.column(),
                                position.maximum().orElse(0)),
                start(),
                new Evidence.Rows(
                        Optional.empty(),
                        List.of(originFact()),
                        List.of("SELECT setval('%s', (SELECT max(%s) FROM %s));"
                                .formatted(position.sequence(), position.column(), position.table()))));
    }

    void notNullNotTrue(List<String> columns) {
        for (String column : columns) {
            add(
                    FindingType.NOT_NULL_NOT_TRUE,
                    Leg.BEFORE,
                    List.of(column),
                    "After the upgrade of revision %s, %s is NOT NULL by the catalogue, and holds NULL"
                            .formatted(revision.id(), column),
                    start(),
                    new Evidence.Rows(Optional.empty(), List.of(originFact()), List.of()));
        }
    }

    /** What the revision made, or switched off, and left so. */
    void leftInvalid(Map<String, String> objects) {
        objects.forEach((object, what) -> add(
                FindingType.INVALID_OBJECTS_LEFT,
                Leg.BEFORE,
                List.of(object),
                "Upgrade of revision %s leaves %s".formatted(revision.id(), what),
                start(),
                new Evidence.Rows(Optional.empty(), List.of(), List.of())));
    }

    void broken(List<Dependents.Broken> objects) {
        for (Dependents.Broken broken : objects) {
            add(
                    FindingType.BROKEN_DEPENDENTS,
                    Leg.BEFORE,
                    List.of(broken.object().substring(broken.object().lastIndexOf(' ') + 1)),
                    "Upgrade of revision %s breaks %s: ERROR %s: %s"
                            .formatted(revision.id(), broken.object(), broken.sqlState(), broken.message()),
                    start(),
                    new Evidence.Rows(Optional.empty(), List.of(originFact()), List.of()));
        }
    }

    /** Rows that break a rule are told; that a column is gone, everybody can see. */
    void oldWriter(List<OldInsertOutcome> outcomes) {
        Set<String> told = new TreeSet<>();
        for (OldInsertOutcome outcome : outcomes) {
            Optional<Unfilled> refusal =
                    outcome.refusal().filter(reason -> reason.sqlState().startsWith("23"));
            TableName table = outcome.insert().row().table();
            if (refusal.isEmpty() || !told.add(table + " " + refusal.get().reason())) {
                continue;
            }
            String object = outcome.column().map(column -> table + "." + column).orElse(table.toString());
            add(
                    FindingType.OLD_WRITER_REJECTED,
                    Leg.OLD_WRITER,
                    List.of(object),
                    "An INSERT into %s that was valid below revision %s is rejected at it: %s"
                            .formatted(table, revision.id(), refusal.get().reason()),
                    start(),
                    new Evidence.Rows(
                            Optional.empty(), List.of(outcome.insert().row().insert(), originFact()), List.of()));
        }
    }

    private void add(
            FindingType type,
            Leg leg,
            List<String> objects,
            String message,
            SourcePosition position,
            Evidence evidence) {
        found.add(Finding.of(type, leg, objects, message.replaceAll("\\s+", " "), position, evidence));
    }

    private String originFact() {
        return origin.fact();
    }

    private SourcePosition start() {
        return revision.upgrade().statements().isEmpty()
                ? new SourcePosition(revision.upgrade().file(), 1, 1)
                : revision.upgrade().statements().get(0).position();
    }

    private static String count(long rows) {
        return rows + (rows == 1 ? " row" : " rows");
    }

    private static List<String> subject(SqlFailure failure) {
        return failure.subject()
                .table()
                .map(table -> failure.subject().schema().orElse("public") + "." + table
                        + failure.subject().column().map(column -> "." + column).orElse(""))
                .map(List::of)
                .orElse(List.of());
    }

    private static Optional<ColumnName> column(SqlFailure failure) {
        Optional<String> table = failure.subject().table();
        Optional<String> column = failure.subject().column();
        if (table.isEmpty() || column.isEmpty()) {
            return Optional.empty();
        }
        TableName named = new TableName(failure.subject().schema().orElse("public"), table.get());
        return Optional.of(new ColumnName(named, column.get()));
    }
}
