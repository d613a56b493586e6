package dev.palindrome.roundtrip.lock;

import dev.palindrome.data.TableName;
import dev.palindrome.revision.Batch;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.revision.internal.sql.StatementWords;
import dev.palindrome.roundtrip.execution.ScriptRunner;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * Runs an upgrade a statement at a time and looks, after each, at what its transaction holds and has done: {@code pg_locks}, the files of the
 * tables, and the counts of the transaction. No more is needed than the rights to run the upgrade. Not safe for use by several threads.
 *
 * <p>Locks stand in {@code pg_locks} until their transaction ends, so that looking after each statement misses none, but for those that a
 * rollback to a savepoint gives back, and for statements that cannot run in a transaction: those are watched from outside while they run.
 */
public final class LockTracer {

    private static final Set<String> BEGINNING = Set.of("BEGIN", "START");

    /** What says that a statement must be alone (SQLSTATE {@code active_sql_transaction}). */
    private static final String NOT_IN_TRANSACTION = "25001";

    private static final String LOCKS = """
            SELECT l.relation, l.mode FROM pg_catalog.pg_locks l
            WHERE l.pid = pg_catalog.pg_backend_pid() AND l.locktype = 'relation' AND l.granted AND l.relation >= 16384""";

    private static final String COUNTS = """
            SELECT u.oid, pg_catalog.pg_stat_get_xact_numscans(u.oid), pg_catalog.pg_stat_get_xact_tuples_returned(u.oid),
                pg_catalog.pg_stat_get_xact_tuples_inserted(u.oid) + pg_catalog.pg_stat_get_xact_tuples_updated(u.oid)
                + pg_catalog.pg_stat_get_xact_tuples_deleted(u.oid)
            FROM pg_catalog.unnest('{%s}'::pg_catalog.oid[]) AS u (oid)""";

    private final Connection session;
    private final Sessions others;
    private final SqlScript script;
    private final Map<Long, TableState> existing;
    private final TableStates states;
    private final ScriptRunner runner;
    private final List<String> notices = new ArrayList<>();
    private final List<StatementTrace> traces = new ArrayList<>();

    /** As of the last look. */
    private Map<Long, TableState> current;

    private Map<Long, Set<LockMode>> held = Map.of();
    private Map<Long, Counts> counts = Map.of();
    private String lockTimeout = "0";
    private int transaction;

    private record Counts(long scans, long rowsRead, long rowsWritten) {

        private static final Counts NONE = new Counts(0, 0, 0);

        Counts since(Counts earlier) {
            return new Counts(scans - earlier.scans, rowsRead - earlier.rowsRead, rowsWritten - earlier.rowsWritten);
        }
    }

    private LockTracer(Connection session, Sessions others, SqlScript script, Set<TableName> excluded)
            throws SQLException {
        this.session = session;
        this.others = others;
        this.script = script;
        this.states = new TableStates(session);
        this.existing = states.all();
        existing.values().removeIf(table -> excluded.contains(table.name()));
        this.current = new HashMap<>(existing);
        this.runner = new ScriptRunner(session, notices::add);
    }

    /**
     * Run an upgrade, up to the first statement that is refused.
     *
     * @param session on a database below the revision that holds rows; what is done there stays
     * @param others opens sessions on that database, to look from outside at what cannot be watched from within
     * @param upgrade without a program
     * @param wholeTransaction whether it runs in one transaction from its first statement to its last
     * @param excluded tables of which nothing is to be told
     * @return what was seen of each statement
     * @throws SQLException when a session breaks
     */
    public static List<StatementTrace> trace(
            Connection session, Sessions others, SqlScript upgrade, boolean wholeTransaction, Set<TableName> excluded)
            throws SQLException {
        LockTracer tracer = new LockTracer(session, others, upgrade, excluded);
        if (!tracer.existing.isEmpty()) {
            tracer.run(wholeTransaction);
        }
        return tracer.traces;
    }

    private void run(boolean wholeTransaction) throws SQLException {
        lockTimeout = lockTimeout();
        if (wholeTransaction) {
            begin();
        }
        int number = 0;
        for (Batch batch : script.batches()) {
            // Several statements in one message are one transaction (manual, 55.2.2.1, "Multiple Statements in a Simple
            // Query").
            boolean together = batch.statements().size() > 1 && isIdle();
            if (together) {
                begin();
            }
            for (SqlStatement statement : batch.statements()) {
                number++;
                if (!traced(alone(batch, statement), statement, number)) {
                    return;
                }
            }
            if (together) {
                commit();
            }
        }
        commit();
    }

    private static Batch alone(Batch batch, SqlStatement statement) {
        return batch.statements().size() == 1
                ? batch
                : new Batch(statement.text(), statement.position(), List.of(statement), Optional.empty());
    }

    /** Tell whether the server accepted the statement. */
    private boolean traced(Batch batch, SqlStatement statement, int number) throws SQLException {
        boolean begins = StatementWords.of(statement.text(), 1).stream().anyMatch(BEGINNING::contains);
        boolean ours = isIdle() && !begins;
        try {
            if (ours) {
                begin();
            }
            execute("SET LOCAL client_min_messages = debug1");
            notices.clear();
            runner.send(batch);
        } catch (SQLException refused) {
            execute("ROLLBACK");
            ended();
            return ours && NOT_IN_TRANSACTION.equals(refused.getSQLState()) && watched(batch, statement, number);
        }
        if (isIdle()) {
            // It was a COMMIT, or a ROLLBACK.
            ended();
            traces.add(nothing(statement, number));
        } else if (begins) {
            counts = moment().counts;
            lockTimeout = lockTimeout();
            traces.add(nothing(statement, number));
        } else {
            look(statement, number);
        }
        if (ours) {
            commit();
        }
        return true;
    }

    private StatementTrace nothing(SqlStatement statement, int number) {
        return new StatementTrace(statement, number, true, transaction, lockTimeout, List.of(), List.of(), List.of());
    }

    private void look(SqlStatement statement, int number) throws SQLException {
        Moment moment = moment();
        Set<Long> concerned = new HashSet<>(moment.holding.keySet());
        concerned.retainAll(existing.keySet());
        Map<Long, TableState> now = states.of(concerned);
        add(statement, number, moment.holding, moment.counts, concerned, now);
        held = moment.holding;
        counts = moment.counts;
    }

    private void add(
            SqlStatement statement,
            int number,
            Map<Long, Set<LockMode>> holding,
            Map<Long, Counts> counted,
            Set<Long> concerned,
            Map<Long, TableState> now)
            throws SQLException {
        List<TableTrace> tables = new ArrayList<>();
        List<String> advice = new ArrayList<>();
        for (long oid : concerned) {
            TableState before = Objects.requireNonNull(current.get(oid));
            TableState after = now.get(oid);
            Counts done = counted.getOrDefault(oid, Counts.NONE).since(counts.getOrDefault(oid, Counts.NONE));
            Set<LockMode> taken = EnumSet.noneOf(LockMode.class);
            taken.addAll(holding.getOrDefault(oid, Set.of()));
            taken.removeAll(held.getOrDefault(oid, Set.of()));
            if (taken.isEmpty() && done.equals(Counts.NONE) && before.equals(after)) {
                continue;
            }
            boolean rewritten = after != null && before.file() != 0 && after.file() != before.file();
            tables.add(new TableTrace(
                    before.name(),
                    strongest(taken),
                    strongest(holding.getOrDefault(oid, Set.of())),
                    rewritten,
                    done.scans,
                    done.rowsRead,
                    done.rowsWritten,
                    after == null ? List.of() : built(before, after)));
            if (after != null) {
                advice.addAll(SafeWay.between(before, after, rewritten));
                current.put(oid, after);
            }
        }
        traces.add(new StatementTrace(
                statement, number, true, transaction, lockTimeout, tables, List.copyOf(notices), advice));
        lockTimeout = lockTimeout();
    }

    private static Optional<LockMode> strongest(Set<LockMode> modes) {
        return modes.stream().max(LockMode::compareTo);
    }

    /** An index of another file was built, unless it is an empty part of the table's. */
    private static List<String> built(TableState before, TableState after) {
        return after.indexes().entrySet().stream()
                .filter(index -> index.getValue().file() != 0)
                .filter(index -> {
                    TableState.Index earlier = before.indexes().get(index.getKey());
                    return earlier == null || earlier.file() != index.getValue().file();
                })
                .map(index -> index.getValue().name())
                .toList();
    }

    /** Run a statement that has to be alone, and look from outside as often as that is possible. */
    private boolean watched(Batch batch, SqlStatement statement, int number) throws SQLException {
        transaction++;
        execute("SET client_min_messages = debug1");
        notices.clear();
        try (Connection watcher = others.open();
                LockWatch watch = new LockWatch(watcher, session)) {
            runner.send(batch);
            Map<Long, Set<LockMode>> seen = watch.stop();
            Set<Long> concerned = new HashSet<>(existing.keySet());
            Map<Long, TableState> now = states.of(concerned);
            concerned.removeIf(oid -> !seen.containsKey(oid) && Objects.equals(now.get(oid), current.get(oid)));
            add(statement, number, seen, Map.of(), concerned, now);
            traces.set(traces.size() - 1, glimpsed(traces.get(traces.size() - 1)));
            return true;
        } catch (SQLException refused) {
            return false;
        } finally {
            execute("RESET client_min_messages");
            ended();
        }
    }

    private static StatementTrace glimpsed(StatementTrace trace) {
        return new StatementTrace(
                trace.statement(),
                trace.number(),
                false,
                trace.transaction(),
                trace.lockTimeout(),
                trace.tables(),
                trace.notices(),
                trace.advice());
    }

    /** Until the server is told of what a session has read, it counts as read in the transaction that is open. */
    private void begin() throws SQLException {
        transaction++;
        try (Statement statement = session.createStatement()) {
            statement.execute("BEGIN; " + COUNTS.formatted(TableStates.list(existing.keySet())));
            counts = nextCounts(statement);
        }
    }

    private void commit() throws SQLException {
        if (!isIdle()) {
            execute("COMMIT");
            ended();
        }
    }

    private void ended() {
        held = Map.of();
        counts = Map.of();
    }

    private boolean isIdle() throws SQLException {
        return session.unwrap(BaseConnection.class).getTransactionState() == TransactionState.IDLE;
    }

    /** What the transaction holds and has done so far. */
    private record Moment(Map<Long, Set<LockMode>> holding, Map<Long, Counts> counts) {}

    private Moment moment() throws SQLException {
        Map<Long, Set<LockMode>> locks = new HashMap<>();
        try (Statement statement = session.createStatement()) {
            statement.execute(LOCKS + "; " + COUNTS.formatted(TableStates.list(existing.keySet())));
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    locks.computeIfAbsent(rows.getLong(1), relation -> EnumSet.noneOf(LockMode.class))
                            .add(LockMode.of(rows.getString(2)));
                }
            }
            return new Moment(locks, nextCounts(statement));
        }
    }

    /** Read the counts, which are the result after the one that a statement stands at. */
    private static Map<Long, Counts> nextCounts(Statement statement) throws SQLException {
        Map<Long, Counts> counted = new HashMap<>();
        statement.getMoreResults();
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                counted.put(rows.getLong(1), new Counts(rows.getLong(2), rows.getLong(3), rows.getLong(4)));
            }
        }
        return counted;
    }

    private String lockTimeout() throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_catalog.current_setting('lock_timeout')")) {
            row.next();
            return row.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
