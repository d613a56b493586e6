package dev.palindrome.deploy;

import dev.palindrome.database.Database;
import dev.palindrome.revision.Batch;
import dev.palindrome.revision.Bookkeeping;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.Target;
import dev.palindrome.revision.ToolLock;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.revision.VersionTable;
import dev.palindrome.roundtrip.execution.DirectionRunner;
import dev.palindrome.roundtrip.execution.ScriptOutcome;
import dev.palindrome.roundtrip.execution.SqlFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A database of the user's and the history that it follows. What is applied is read from the tool's own table and written there, in the
 * revision's own transaction where it has one.
 */
public final class Deployment {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RevisionHistory history;
    private final Database database;
    private final VersionTable table;

    private Deployment(RevisionHistory history, Database database, VersionTable table) {
        this.history = history;
        this.database = database;
        this.table = table;
    }

    /**
     * What the tool's table says.
     *
     * @param bookkeeping how this very database is written
     * @param edited what is applied and was edited since, in the order of the history
     */
    private record State(Bookkeeping bookkeeping, AppliedRevisions applied, List<EditedRevision> edited) {}

    /**
     * Return what can be done with a database.
     *
     * @throws DeploymentException when the format's table cannot be kept here
     */
    public static Deployment of(RevisionHistory history, Database database) {
        VersionTable table = history.versionTable()
                .orElseThrow(() -> new DeploymentException("What a database has of a " + history.format()
                        + " history is not read and written here: use the tool itself for that"));
        return new Deployment(history, database, table);
    }

    /**
     * Return what is applied; nothing in a database without the tool's table.
     *
     * @throws DeploymentException when the tool says that a revision failed midway
     */
    public AppliedRevisions applied() throws SQLException {
        return state().applied();
    }

    private State state() throws SQLException {
        try (Connection session = database.connect()) {
            Optional<String> obstacleQuery = table.bookkeeping().obstacleQuery();
            if (obstacleQuery.isPresent() && isThere(session)) {
                List<String> obstacles = texts(session, obstacleQuery.get());
                if (!obstacles.isEmpty()) {
                    throw new DeploymentException(
                            "The database is not in order: " + obstacles.get(0)
                                    + ". Mend what it left by hand, and then say where the database stands: palindrome stamp TARGET");
                }
            }
            return state(session);
        }
    }

    private State state(Connection session) throws SQLException {
        boolean isThere = isThere(session);
        List<String> names = isThere ? texts(session, table.bookkeeping().query()) : List.of();
        Bookkeeping bookkeeping = table.bookkeeping().seeing(names);
        Optional<String> againQuery = bookkeeping.againQuery();
        List<String> again = isThere && againQuery.isPresent() ? texts(session, againQuery.get()) : List.of();
        Map<String, String> checksums = isThere && bookkeeping.checksumQuery().isPresent()
                ? pairs(session, bookkeeping.checksumQuery().get())
                : Map.of();
        return new State(
                bookkeeping,
                AppliedRevisions.of(history.graph(), bookkeeping, names, again),
                edited(bookkeeping, checksums));
    }

    private List<EditedRevision> edited(Bookkeeping bookkeeping, Map<String, String> checksums) {
        List<EditedRevision> edited = new ArrayList<>();
        for (Revision revision :
                checksums.isEmpty() ? List.<Revision>of() : history.graph().inOrder()) {
            Optional<String> now = bookkeeping.checksum(revision);
            String recorded = checksums.get(bookkeeping.nameOf(revision));
            if (recorded != null && now.isPresent() && !bookkeeping.accepts(revision, recorded)) {
                edited.add(new EditedRevision(revision, recorded, now.get()));
            }
        }
        return edited;
    }

    private boolean isThere(Connection session) throws SQLException {
        try (PreparedStatement query = session.prepareStatement(
                "SELECT EXISTS (SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE"
                        + " n.nspname = ? AND c.relname = ?)")) {
            query.setString(1, table.schema());
            query.setString(2, table.name());
            try (ResultSet result = query.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    private static List<String> texts(Connection session, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static Map<String, String> pairs(Connection session, String query) throws SQLException {
        Map<String, String> pairs = new HashMap<>();
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                pairs.put(rows.getString(1), rows.getString(2));
            }
        }
        return pairs;
    }

    /**
     * Return the revisions that were edited after they ran, by the checksums in the tool's table; none for tools that keep no checksums.
     *
     * @throws DeploymentException when the tool says that a revision failed midway
     */
    public List<EditedRevision> edited() throws SQLException {
        return state().edited();
    }

    /**
     * Go up to the target.
     *
     * @return the revisions that were applied
     * @throws DeploymentException when the database knows revisions that the history does not have, a revision was edited after it ran, or
     *     another run changes it
     * @throws FailedStepException when a revision fails
     */
    public List<Revision> upgrade(Target target, StepListener listener) throws SQLException {
        return locked(() -> {
            State state = unedited(known(state()));
            return run(Plan.upgrade(history.graph(), state.applied(), target), state, listener);
        });
    }

    /**
     * Go down to the target.
     *
     * @return the revisions that were taken back
     * @throws DeploymentException when there is no way, the database knows revisions that the history does not have, or another run
     *     changes it
     * @throws FailedStepException when a revision fails
     */
    public List<Revision> downgrade(Target target, StepListener listener) throws SQLException {
        return locked(() -> {
            State state = known(state());
            return run(Plan.downgrade(history.graph(), state.applied(), target), state, listener);
        });
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    private <T> T locked(Work<T> work) throws SQLException {
        DeploymentLock ours = DeploymentLock.take(database, table.bookkeeping().advisoryLock(), PATIENCE);
        try {
            Optional<ToolLock> tools = table.bookkeeping().lock();
            return tools.isEmpty() ? work.run() : locked(tools.get(), work);
        } finally {
            ours.close();
        }
    }

    private <T> T locked(ToolLock tools, Work<T> work) throws SQLException {
        makeTable();
        TableLock theirs = TableLock.take(database, tools, PATIENCE);
        try {
            return work.run();
        } finally {
            theirs.close();
        }
    }

    /** Tell whether there is anything to run on the way to the target, before anything is done for it. */
    public boolean isToDo(Direction direction, Target target) throws SQLException {
        State state = known(state());
        AppliedRevisions applied = (direction == Direction.UPGRADE ? unedited(state) : state).applied();
        Plan plan = direction == Direction.UPGRADE
                ? Plan.upgrade(history.graph(), applied, target)
                : Plan.downgrade(history.graph(), applied, target);
        return !plan.steps().isEmpty();
    }

    /** A revision that is gone from the history may stand anywhere in it. */
    private State known(State state) {
        AppliedRevisions applied = state.applied();
        if (!applied.unknown().isEmpty()) {
            throw new DeploymentException("The database has revision "
                    + String.join(", ", applied.unknown()) + " in " + table.schema() + "." + table.name()
                    + ", which is not in " + history.directory()
                    + ". Take the history that has it, or say where the database stands: palindrome stamp TARGET");
        }
        return state;
    }

    /** As the tools do that keep checksums. */
    private State unedited(State state) {
        if (!state.edited().isEmpty()) {
            String lines = state.edited().stream()
                    .map(edited -> "\n  " + edited.describe())
                    .collect(Collectors.joining());
            throw new DeploymentException("%s edited after %s ran in this database, as %s.%s tells:%s"
                            .formatted(
                                    state.edited().size() == 1
                                            ? "A revision was"
                                            : state.edited().size() + " revisions were",
                                    state.edited().size() == 1 ? "it" : "they",
                                    table.schema(),
                                    table.name(),
                                    lines)
                    + "\nNothing was run. Take the edit back and put what it does into a new revision; or, if the database is right as it"
                    + " is, take the new checksums over: palindrome stamp current");
        }
        return state;
    }

    private List<Revision> run(Plan plan, State before, StepListener listener) throws SQLException {
        if (plan.steps().isEmpty()) {
            return List.of();
        }
        makeTable();
        Bookkeeping bookkeeping = before.bookkeeping();
        AppliedRevisions applied = before.applied();
        List<Revision> done = new ArrayList<>();
        for (Revision revision : plan.steps()) {
            listener.running(plan.direction(), revision);
            boolean up = plan.direction() == Direction.UPGRADE;
            AppliedRevisions after = up ? applied.with(revision.id()) : applied.without(revision.id());
            List<String> written = bookkeeping.isWrittenByTool()
                    ? List.of()
                    : up
                            ? bookkeeping.upgraded(revision, applied.inOrder())
                            : bookkeeping.downgraded(revision, after.inOrder());
            SqlScript script = plan.script(revision);
            DirectionRunner runner = new DirectionRunner(database, timeZone());
            ScriptOutcome outcome = runner.run(withBookkeeping(script, written));
            Optional<SqlFailure> failure = outcome.failure();
            if (outcome instanceof ScriptOutcome.Skipped skipped) {
                listener.skipped(revision, skipped.reason(), skipped.isRecorded());
                if (skipped.isRecorded()) {
                    writeDown(script, bookkeeping.passedOver(revision, applied.inOrder()));
                    applied = after;
                }
                continue;
            }
            if (failure.isEmpty() && script.program().isPresent() && !written.isEmpty()) {
                SqlScript nothing = new SqlScript(script.file(), List.of(), TransactionMode.SCRIPT);
                failure = runner.run(withBookkeeping(nothing, written)).failure();
            }
            if (failure.isPresent()) {
                FailedStepException failed = failed(plan, revision, script, failure.get(), done, applied);
                if (up) {
                    writeDownFailure(bookkeeping, revision, failed);
                }
                throw failed;
            }
            applied = after;
            done.add(revision);
        }
        return done;
    }

    private void writeDown(SqlScript script, List<String> statements) throws SQLException {
        SqlScript nothing = new SqlScript(script.file(), List.of(), TransactionMode.SCRIPT);
        Optional<SqlFailure> failure = new DirectionRunner(database)
                .run(withBookkeeping(nothing, statements))
                .failure();
        if (failure.isPresent()) {
            throw new DeploymentException("What was passed over cannot be written down in %s.%s: %s"
                    .formatted(table.schema(), table.name(), failure.get().headline()));
        }
    }

    /** What the server says to that is less than what it said to the script. */
    private void writeDownFailure(Bookkeeping bookkeeping, Revision revision, FailedStepException failed) {
        List<String> statements = bookkeeping.failed(revision);
        if (statements.isEmpty()) {
            return;
        }
        SqlScript nothing = new SqlScript(revision.file(), List.of(), TransactionMode.SCRIPT);
        try {
            new DirectionRunner(database).run(withBookkeeping(nothing, statements));
        } catch (SQLException e) {
            failed.addSuppressed(e);
        }
    }

    /** As libpq has it; without it, UTC, so that no result depends on the machine. */
    private static String timeZone() {
        return Optional.ofNullable(System.getenv("PGTZ"))
                .filter(zone -> zone.matches("[A-Za-z0-9_+/:.-]+"))
                .orElse(DirectionRunner.UTC);
    }

    private void makeTable() throws SQLException {
        if (table.bookkeeping().isWrittenByTool()) {
            return;
        }
        Optional<SqlFailure> failure =
                new DirectionRunner(database).run(table.creation()).failure();
        if (failure.isPresent()) {
            throw cannotMakeTable(failure.get());
        }
    }

    private DeploymentException cannotMakeTable(SqlFailure failure) {
        return new DeploymentException("The table %s.%s cannot be made: %s. The role needs the right to create it"
                .formatted(table.schema(), table.name(), failure.headline()));
    }

    /** At the end of the revision's own transaction; behind a script that has none. */
    static SqlScript withBookkeeping(SqlScript script, List<String> statements) {
        List<Batch> batches = new ArrayList<>(script.batches());
        SourcePosition end = script.statements().isEmpty()
                ? new SourcePosition(script.file(), 1, 1)
                : script.statements().get(script.statements().size() - 1).position();
        statements.forEach(statement -> batches.add(new Batch(statement, end, List.of(), Optional.empty())));
        return script.withBatches(batches, script.transaction());
    }

    private FailedStepException failed(
            Plan plan,
            Revision revision,
            SqlScript script,
            SqlFailure failure,
            List<Revision> done,
            AppliedRevisions applied) {
        List<Revision> notDone = plan.steps()
                .subList(plan.steps().indexOf(revision) + 1, plan.steps().size());
        boolean whole = script.transaction() == TransactionMode.SCRIPT
                || script.batches().size() < 2;
        String verb = plan.direction() == Direction.UPGRADE ? "applied" : "taken back";
        return new FailedStepException("""
                %s of revision %s failed: %s
                  at %s%s
                  %s now: %s
                  %s: %s
                  not reached: %s
                  the database is at: %s""".formatted(
                plan.direction() == Direction.UPGRADE ? "Upgrade" : "Downgrade",
                revision.id(),
                failure.headline(),
                history.directory()
                                .resolve(failure.position().file())
                                .toString()
                                .replace('\\', '/') + ":" + failure.position().line(),
                failure.detail().map(detail -> "\n  DETAIL: " + detail).orElse(""),
                verb,
                names(done),
                whole ? "rolled back" : "part of it may have stayed, since it commits by itself",
                revision.id(),
                names(notDone),
                applied.describe()));
    }

    private static String names(List<Revision> revisions) {
        return revisions.isEmpty()
                ? "nothing"
                : revisions.stream().map(revision -> revision.id().value()).collect(Collectors.joining(", "));
    }

    /**
     * Write down that the database stands at the target, and run nothing.
     *
     * @return what is now said to be applied
     */
    public AppliedRevisions stamp(Target target) throws SQLException {
        return locked(() -> {
            try (Connection session = database.connect()) {
                return stamp(session, target);
            }
        });
    }

    private AppliedRevisions stamp(Connection session, Target target) throws SQLException {
        State current = state(session);
        Set<RevisionId> wanted = new HashSet<>();
        for (RevisionId top : target.resolve(history.graph(), current.applied().heads())) {
            wanted.add(top);
            history.graph().ancestors(top).forEach(revision -> wanted.add(revision.id()));
        }
        Optional<SqlFailure> refused =
                new DirectionRunner(database).run(table.creation()).failure();
        if (refused.isPresent()) {
            throw cannotMakeTable(refused.get());
        }
        Bookkeeping bookkeeping = current.bookkeeping();
        write(
                session,
                bookkeeping.stamped(history.graph().inOrder().stream()
                        .filter(revision -> wanted.contains(revision.id()))
                        .toList()));
        return new AppliedRevisions(history.graph(), wanted, List.of(), bookkeeping::isRepeatable);
    }

    private static void write(Connection session, List<String> statements) throws SQLException {
        session.setAutoCommit(false);
        try (Statement statement = session.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            session.commit();
        } finally {
            session.setAutoCommit(true);
        }
    }

    /**
     * Return the statements of a plan, as a script that psql can run.
     *
     * @throws DeploymentException when a revision is a program whose statements cannot be known beforehand
     */
    public static String offline(RevisionHistory history, Plan plan, AppliedRevisions before) {
        return new OfflineScript(history.versionTable()).of(plan, before);
    }
}
