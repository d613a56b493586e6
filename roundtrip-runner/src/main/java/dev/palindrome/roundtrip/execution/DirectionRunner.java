package dev.palindrome.roundtrip.execution;

import dev.palindrome.database.Database;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.revision.StepProgram;
import dev.palindrome.revision.StepRefusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Runs one direction of a revision in a database as its tool would: its statements in a session of their own, or the program that
 * sends them.
 */
public final class DirectionRunner {

    /** Casts between timestamp types depend on the time zone, and the driver would set that of the machine. */
    public static final String UTC = "UTC";

    private final Database database;
    private final String timeZone;

    /** Run in this database, in sessions at UTC. */
    public DirectionRunner(Database database) {
        this(database, UTC);
    }

    /** Run in this database, in sessions with this time zone. */
    public DirectionRunner(Database database, String timeZone) {
        this.database = database;
        this.timeZone = timeZone;
    }

    /**
     * Run a direction to its end, or to its failure.
     *
     * @throws SQLException when the session itself breaks, which says nothing about the direction
     */
    public ScriptOutcome run(SqlScript script) throws SQLException {
        if (script.program().isPresent()) {
            return run(script, script.program().get());
        }
        try (Connection session = session()) {
            return new ScriptRunner(session).run(script);
        }
    }

    /** Open a session with the time zone pinned. */
    public Connection session() throws SQLException {
        Connection session = database.connect();
        try (Statement statement = session.createStatement()) {
            statement.execute("SET TimeZone = '" + timeZone + "'");
            return session;
        } catch (SQLException e) {
            session.close();
            throw e;
        }
    }

    private ScriptOutcome run(SqlScript script, StepProgram program) {
        return program.run(database.libpqUri(), timeZone)
                .<ScriptOutcome>map(refusal -> new ScriptOutcome.Failed(failure(script, refusal)))
                .orElseGet(ScriptOutcome.Completed::new);
    }

    private static SqlFailure failure(SqlScript script, StepRefusal refusal) {
        List<SqlStatement> known = script.statements();
        int number = refusal.statement().isEmpty() ? 0 : number(known, refusal) + 1;
        return new SqlFailure(
                number,
                known.size(),
                number > 0 ? Optional.of(known.get(number - 1).text()) : refusal.statement(),
                refusal.position(),
                refusal.sqlState().orElse(""),
                refusal.message(),
                refusal.detail(),
                refusal.hint(),
                refusal.where(),
                new SqlFailure.Subject(refusal.schema(), refusal.table(), refusal.column(), refusal.constraint()));
    }

    /** Parameters and loops keep what was sent from being what was foreseen: then no number is claimed. */
    private static int number(List<SqlStatement> known, StepRefusal refusal) {
        String sent = words(refusal.statement().orElse(""));
        return IntStream.range(0, known.size())
                .filter(index ->
                        known.get(index).position().line() == refusal.position().line()
                                && words(known.get(index).text()).equals(sent))
                .findFirst()
                .orElse(-1);
    }

    private static String words(String sql) {
        return sql.strip().replaceAll("[\\s;]+", " ").strip();
    }
}
