package dev.palindrome.scaffold;

import dev.palindrome.revision.RevisionId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * A revision that is to be made.
 *
 * @param id for formats that have ids of their own
 * @param message what it does, in words
 * @param created when, for the names of files; formats that date them do so in UTC
 * @param downRevisions what it stands on; none for a base
 * @param branchLabels names for a branch that starts here
 * @param dependsOn what must be applied first, though it is not below
 */
public record NewRevision(
        RevisionId id,
        String message,
        Instant created,
        List<RevisionId> downRevisions,
        List<String> branchLabels,
        List<String> dependsOn) {

    private static final int SLUG_LENGTH = 40;

    public NewRevision {
        if (message.isBlank() || message.lines().count() > 1) {
            throw new ScaffoldException("A revision needs a message of one line: -m \"add order status\"");
        }
        downRevisions = List.copyOf(downRevisions);
        branchLabels = List.copyOf(branchLabels);
        dependsOn = List.copyOf(dependsOn);
    }

    /** Return the message as part of a file's name, as Alembic makes it: words with underscores, not longer than 40 characters. */
    String slug() {
        String words = message.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "_")
                .replaceAll("^_+|_+$", "");
        String slug = words.isEmpty() ? "revision" : words;
        if (slug.length() <= SLUG_LENGTH) {
            return slug;
        }
        int end = slug.lastIndexOf('_', SLUG_LENGTH);
        return slug.substring(0, end > 0 ? end : SLUG_LENGTH);
    }

    /** Return the time in UTC, in this pattern. */
    String time(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(created.atOffset(ZoneOffset.UTC));
    }
}
