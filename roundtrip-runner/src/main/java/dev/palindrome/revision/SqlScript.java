package dev.palindrome.revision;

import java.nio.file.Path;
import java.util.List;

/**
 * One direction of a revision, ready to be sent.
 *
 * @param file the file that holds it, relative to the folder of the history
 * @param batches what is sent, in order
 * @param transaction how the tool wraps it
 */
public record SqlScript(Path file, List<Batch> batches, TransactionMode transaction) {

    public SqlScript {
        batches = List.copyOf(batches);
    }

    /** Return every statement of every batch, in order. */
    public List<SqlStatement> statements() {
        return batches.stream().flatMap(batch -> batch.statements().stream()).toList();
    }
}
