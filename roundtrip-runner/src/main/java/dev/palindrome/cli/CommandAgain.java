package dev.palindrome.cli;

import dev.palindrome.revision.RevisionId;
import java.util.List;

/**
 * The command that verifies a history again, for people to copy.
 *
 * @param words of the command
 * @param unsaid what is too long to be repeated, in words; empty for nothing
 */
record CommandAgain(List<String> words, String unsaid) {

    CommandAgain {
        words = List.copyOf(words);
    }

    /** Return the command that judges one revision only. */
    String only(RevisionId id) {
        return ShellWords.join(words) + " --only " + ShellWords.quote(id.value()) + unsaid;
    }
}
