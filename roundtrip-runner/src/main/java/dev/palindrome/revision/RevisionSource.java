package dev.palindrome.revision;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A migration format: an SPI, found by {@link java.util.ServiceLoader}.
 *
 * <p>Implementations are stateless and safe for use by several threads.
 */
public interface RevisionSource {

    /** Return the name by which users choose the format, such as {@code golang-migrate}. */
    String format();

    /**
     * Tell whether the folder looks like this format.
     *
     * @return what was recognised, in words for the user ("12 files named 000001_x.up.sql"); empty when it is not this format
     */
    Optional<String> recognise(Path directory);

    /**
     * Read the whole history.
     *
     * @throws MalformedHistoryException naming every problem found
     */
    RevisionHistory read(Path directory);

    /**
     * Read the whole history, with a say in how the program is started that runs it.
     *
     * @throws MalformedHistoryException naming every problem found
     */
    default RevisionHistory read(Path directory, ProgramOptions program) {
        return read(directory);
    }
}
