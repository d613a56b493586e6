package dev.palindrome.revision;

import java.util.Optional;

/**
 * Takes a database through one direction of a revision by itself, as a migration tool does whose revisions are programs.
 *
 * <p>Implementations are safe for use by several threads.
 */
public interface StepProgram {

    /**
     * Take one step, and commit as the tool would.
     *
     * @param database where, as libpq's connection URI (PostgreSQL manual, "Connection Strings"); may hold a password
     * @param timeZone the time zone of its sessions
     * @return why it stopped; empty when it did all it had to
     */
    Optional<StepRefusal> run(String database, String timeZone);

    /**
     * Tell whether the statements that stand beside the program in its script are all that it will send. Otherwise they are those
     * that are known without a database, and the program may send others.
     */
    boolean isForeseen();
}
