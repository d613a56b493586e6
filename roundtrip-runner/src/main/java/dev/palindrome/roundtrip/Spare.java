package dev.palindrome.roundtrip;

import dev.palindrome.revision.Revision;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A database that a trial has left as it found it, and that serves the next one: its session knows the catalogue already, and none has to be made.
 * It lags behind the walk like the one that only goes forward, see {@link Chain}.
 */
final class Spare implements AutoCloseable {

    private final Deque<Revision> behind = new ArrayDeque<>();
    private @Nullable Stage stage;

    /**
     * A database for a trial.
     *
     * @param isUsed whether another trial has had it
     */
    record Lent(Stage stage, boolean isUsed) {}

    /** Note that a revision was upgraded elsewhere. */
    void add(Revision revision) {
        if (stage != null) {
            behind.add(revision);
        }
    }

    /** Return the database, brought up to date, for the caller to keep or to close; empty where there is none. */
    Optional<Stage> take() throws SQLException {
        Stage taken = stage;
        stage = null;
        if (taken == null) {
            return Optional.empty();
        }
        while (!behind.isEmpty()) {
            if (!taken.run(behind.remove().upgrade()).isCompleted()) {
                behind.clear();
                taken.close();
                return Optional.empty();
            }
        }
        return Optional.of(taken);
    }

    /** Keep a database that stands where the walk does. */
    void keep(Stage asFound) throws SQLException {
        close();
        stage = asFound;
    }

    /** Drop what is kept. Idempotent. */
    @Override
    public void close() throws SQLException {
        Stage open = stage;
        stage = null;
        behind.clear();
        if (open != null) {
            open.close();
        }
    }
}
