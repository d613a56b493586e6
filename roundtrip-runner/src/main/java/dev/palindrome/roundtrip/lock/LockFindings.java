package dev.palindrome.roundtrip.lock;

import dev.palindrome.data.TableName;
import dev.palindrome.revision.internal.sql.StatementWords;
import dev.palindrome.roundtrip.finding.Evidence;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.FindingType;
import dev.palindrome.roundtrip.finding.Leg;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts into words whom the statements of an upgrade keep waiting. */
public final class LockFindings {

    /** Read and write rows as applications do: what they scan is their own, and only a lock of an earlier statement keeps others waiting. */
    private static final Set<String> ROWS =
            Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "WITH", "COPY", "VALUES", "TABLE");

    private static final Pattern WORK = Pattern.compile(
            "^(rewriting table|verifying table|building index|validating foreign key constraint|existing constraints on column) .*");

    private static final int SHOWN = 8;

    private final List<StatementTrace> traces;
    private final boolean withRows;
    private final Map<TableName, LockProbes.Waited> waited;
    private final List<Finding> found = new ArrayList<>();

    private LockFindings(List<StatementTrace> traces, boolean withRows, Map<TableName, LockProbes.Waited> waited) {
        this.traces = traces;
        this.withRows = withRows;
        this.waited = waited;
    }

    /**
     * Return what a user should know of an upgrade whose statements were traced, in their order.
     *
     * @param withRows whether the tables held rows
     */
    public static List<Finding> of(List<StatementTrace> traces, boolean withRows) {
        return found(new LockFindings(traces, withRows, Map.of()));
    }

    /**
     * As {@link #of(List, boolean)}, on the rows of a dump.
     *
     * @param waited how long the whole upgrade kept others waiting for a table, as far as that was measured
     */
    public static List<Finding> measured(List<StatementTrace> traces, Map<TableName, LockProbes.Waited> waited) {
        return found(new LockFindings(traces, true, waited));
    }

    /** Return the tables on which a statement held a lock that keeps readers or writers waiting, those first that keep both. */
    public static List<TableName> keepingOthersWaiting(List<StatementTrace> traces) {
        return traces.stream()
                .flatMap(trace -> trace.tables().stream())
                .filter(TableTrace::keepsWritersWaiting)
                .sorted(Comparator.comparing((TableTrace table) -> table.held().orElseThrow())
                        .reversed())
                .map(TableTrace::table)
                .distinct()
                .toList();
    }

    private static List<Finding> found(LockFindings findings) {
        findings.traces.forEach(findings::alone);
        findings.whileHolding();
        findings.withoutTimeout();
        return findings.found;
    }

    /** What a statement does by itself. */
    private void alone(StatementTrace trace) {
        String word = firstWord(trace);
        if (ROWS.contains(word)) {
            return;
        }
        // TRUNCATE begins a new file, and does not write a row to it.
        add(
                FindingType.REWRITES_TABLE,
                trace,
                table -> table.rewritten() && table.keepsWritersWaiting() && !word.equals("TRUNCATE"),
                "rewrites %s while %s");
        add(
                FindingType.BLOCKS_WRITES_FOR_INDEX,
                trace,
                table -> !table.rewritten() && !table.indexes().isEmpty() && table.keepsWritersWaiting(),
                "builds an index on %s while %s");
        add(
                FindingType.SCANS_UNDER_LOCK,
                trace,
                table -> !table.rewritten()
                        && table.indexes().isEmpty()
                        && table.scans() > 0
                        && table.keepsWritersWaiting(),
                "reads all rows of %s while %s");
    }

    private void add(FindingType type, StatementTrace trace, Predicate<TableTrace> concerned, String does) {
        List<TableTrace> tables = trace.tables().stream().filter(concerned).toList();
        if (tables.isEmpty()) {
            return;
        }
        LockMode strongest = strongest(tables.stream().flatMap(table -> table.held().stream()))
                .orElseThrow();
        String message = "Statement %d of the upgrade ".formatted(trace.number())
                + does.formatted(names(tables), strongest.waiting() + " have to wait")
                + longest(tables);
        found.add(finding(type, trace, tables, message, facts(trace, tables), trace.advice()));
    }

    /** What statements do while an earlier one's ACCESS EXCLUSIVE lasts. */
    private void whileHolding() {
        for (StatementTrace first : traces) {
            List<TableTrace> locked = first.tables().stream()
                    .filter(table -> table.taken().filter(LockMode::blocksReads).isPresent())
                    .toList();
            List<StatementTrace> working = locked.isEmpty()
                    ? List.of()
                    : traces.stream()
                            .filter(later -> later.number() > first.number()
                                    && later.transaction() == first.transaction()
                                    && later.tables().stream().anyMatch(TableTrace::worked))
                            .toList();
            if (working.isEmpty()) {
                continue;
            }
            List<String> facts = new ArrayList<>();
            facts.add("statement %d takes ACCESS EXCLUSIVE on %s, which lasts until the end of the transaction"
                    .formatted(first.number(), names(locked)));
            facts.addAll(measured(locked));
            working.stream()
                    .limit(SHOWN)
                    .map(later -> "statement %d, line %d, %s"
                            .formatted(
                                    later.number(),
                                    later.statement().position().line(),
                                    later.tables().stream()
                                            .filter(TableTrace::worked)
                                            .map(LockFindings::work)
                                            .collect(Collectors.joining("; "))))
                    .forEach(facts::add);
            found.add(finding(
                    FindingType.WORKS_WHILE_HOLDING,
                    first,
                    locked,
                    "Statement %d of the upgrade locks %s, and %s work while readers and writers have to wait"
                                    .formatted(
                                            first.number(),
                                            names(locked),
                                            working.size() == 1
                                                    ? "statement "
                                                            + working.get(0).number() + " does its"
                                                    : working.size() + " later statements do their")
                            + longest(locked),
                    facts,
                    List.of()));
            return; // the later locks last no longer
        }
    }

    /** Whoever waits for a lock makes all wait who come after. */
    private void withoutTimeout() {
        for (StatementTrace trace : traces) {
            List<TableTrace> locked = trace.tables().stream()
                    .filter(table ->
                            table.taken().filter(LockMode::blocksWrites).isPresent())
                    .toList();
            if (!locked.isEmpty() && trace.lockTimeout().equals("0")) {
                List<String> facts = new ArrayList<>(locked.stream()
                        .limit(SHOWN)
                        .map(table ->
                                "%s  %s".formatted(table.table(), table.taken().orElseThrow()))
                        .toList());
                facts.add(
                        "lock_timeout = 0: it waits as long as others hold theirs, and all who come after wait behind it");
                found.add(finding(
                        FindingType.NO_LOCK_TIMEOUT,
                        trace,
                        locked,
                        "Statement %d of the upgrade waits for a lock on %s without a limit"
                                .formatted(trace.number(), names(locked)),
                        facts,
                        List.of("SET lock_timeout = '2s';")));
                return; // one for an upgrade: it is set once
            }
        }
    }

    private static Finding finding(
            FindingType type,
            StatementTrace trace,
            Collection<TableTrace> tables,
            String message,
            List<String> facts,
            List<String> advice) {
        return Finding.of(
                type,
                Leg.BEFORE,
                tables.stream().map(table -> table.table().toString()).sorted().toList(),
                message,
                trace.statement().position(),
                new Evidence.Traced(trace.statement(), facts, advice));
    }

    private List<String> facts(StatementTrace trace, List<TableTrace> tables) {
        List<String> facts = new ArrayList<>();
        for (TableTrace table : tables.stream().limit(SHOWN).toList()) {
            LockMode mode = table.held().orElseThrow();
            facts.add("%s  %s keeps %s waiting; %s".formatted(table.table(), mode, mode.waiting(), work(table)));
        }
        if (tables.size() > SHOWN) {
            facts.add("… and %d more tables".formatted(tables.size() - SHOWN));
        }
        facts.addAll(measured(tables));
        trace.notices().stream()
                .filter(notice -> WORK.matcher(notice).matches())
                .distinct()
                .limit(SHOWN)
                .map(notice -> "the server says: " + notice)
                .forEach(facts::add);
        if (!withRows) {
            facts.add("seen on tables without rows, since the upgrade fails on those that the schema allows");
        }
        return facts;
    }

    /** What was measured of the table that was waited for longest, to end a message with. */
    private String longest(Collection<TableTrace> tables) {
        return tables.stream()
                .map(TableTrace::table)
                .filter(waited::containsKey)
                .max(Comparator.comparing(table -> waited.get(table).writer()))
                .map(table -> ". On the rows of the dump %s for %s".formatted(waited.get(table), table))
                .orElse("");
    }

    private List<String> measured(Collection<TableTrace> tables) {
        return tables.stream()
                .map(TableTrace::table)
                .filter(waited::containsKey)
                .distinct()
                .map(table ->
                        "on the rows of the dump, in the whole upgrade, %s for %s".formatted(waited.get(table), table))
                .toList();
    }

    private static String work(TableTrace table) {
        List<String> done = new ArrayList<>();
        if (table.rewritten()) {
            done.add("all rows are written to a new file");
        }
        if (!table.indexes().isEmpty()) {
            done.add("builds " + String.join(", ", table.indexes()));
        }
        if (table.scans() > 0) {
            done.add("reads %s of %s from end to end".formatted(rows(table.rowsRead()), table.table()));
        }
        if (table.rowsWritten() > 0) {
            done.add("writes %s of %s".formatted(rows(table.rowsWritten()), table.table()));
        }
        return String.join(", ", done);
    }

    private static String rows(long number) {
        return number == 1 ? "1 row" : number + " rows";
    }

    private static String names(List<TableTrace> tables) {
        String names = tables.stream()
                .map(table -> table.table().toString())
                .sorted()
                .limit(SHOWN)
                .collect(Collectors.joining(", "));
        return tables.size() > SHOWN ? names + ", …" : names;
    }

    private static Optional<LockMode> strongest(Stream<LockMode> modes) {
        return modes.max(LockMode::compareTo);
    }

    private static String firstWord(StatementTrace trace) {
        return StatementWords.of(trace.statement().text(), 1).stream()
                .findFirst()
                .orElse("");
    }
}
