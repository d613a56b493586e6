package dev.palindrome.revision;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One direction of a revision, ready to be sent.
 *
 * @param file the file that holds it, relative to the folder of the history
 * @param batches what is sent, in order; beside a program, what is known of it beforehand
 * @param transaction how the tool wraps it
 * @param program what runs the direction instead; empty when the batches are to be sent
 */
public record SqlScript(Path file, List<Batch> batches, TransactionMode transaction, Optional<StepProgram> program) {

    public SqlScript {
        batches = List.copyOf(batches);
    }

    /** Make a script whose batches are sent. */
    public SqlScript(Path file, List<Batch> batches, TransactionMode transaction) {
        this(file, batches, transaction, Optional.empty());
    }

    /** Tell whether the statements are all that goes to the server, as far as that can be known beforehand. */
    public boolean isForeseen() {
        return program.map(StepProgram::isForeseen).orElse(true);
    }

    /** Return the statements alone, without the program that would send them. */
    public SqlScript withoutProgram() {
        return new SqlScript(file, batches, transaction);
    }

    /** Return every statement of every batch, in order. */
    public List<SqlStatement> statements() {
        return batches.stream().flatMap(batch -> batch.statements().stream()).toList();
    }
}
