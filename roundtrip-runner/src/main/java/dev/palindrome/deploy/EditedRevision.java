package dev.palindrome.deploy;

import dev.palindrome.revision.Revision;

/**
 * A revision that was edited after it ran.
 *
 * @param recorded the checksum in the tool's table
 * @param now the checksum of the file
 */
public record EditedRevision(Revision revision, String recorded, String now) {

    /** Return it on one line, with both checksums. */
    public String describe() {
        return "%s \"%s\" in %s: checksum %s when it ran, %s now"
                .formatted(
                        revision.id(),
                        revision.message(),
                        revision.file().toString().replace('\\', '/'),
                        recorded,
                        now);
    }
}
