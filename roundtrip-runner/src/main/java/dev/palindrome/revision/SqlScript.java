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
 * @param conditions when the tool passes over the batches; empty when it always sends them
 */
public record SqlScript(
        Path file,
        List<Batch> batches,
        TransactionMode transaction,
        Optional<StepProgram> program,
        Optional<RunConditions> conditions) {

    public SqlScript {
        batches = List.copyOf(batches);
    }

    /** Make a script that is always run. */
    public SqlScript(Path file, List<Batch> batches, TransactionMode transaction, Optional<StepProgram> program) {
        this(file, batches, transaction, program, Optional.empty());
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
        return new SqlScript(file, batches, transaction, Optional.empty(), conditions);
    }

    /** Return a script that sends these batches instead. */
    public SqlScript withBatches(List<Batch> others, TransactionMode mode) {
        return new SqlScript(file, others, mode, program, conditions);
    }

    /** Return a script that the tool passes over under these conditions. */
    public SqlScript withConditions(Optional<RunConditions> others) {
        return new SqlScript(file, batches, transaction, program, others);
    }

    /** Return every statement of every batch, in order. */
    public List<SqlStatement> statements() {
        return batches.stream().flatMap(batch -> batch.statements().stream()).toList();
    }
}
