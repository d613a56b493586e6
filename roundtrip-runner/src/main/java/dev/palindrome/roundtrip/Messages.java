package dev.palindrome.roundtrip;

import dev.palindrome.revision.Revision;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.roundtrip.finding.Evidence;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.FindingType;
import dev.palindrome.roundtrip.finding.Leg;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Messages of revisions that do not say what the revision is about. In most formats the message is part of the file's name, and there is a
 * change set of Liquibase's whose author gave none, for which the id stands.
 */
final class Messages {

    private static final String SEVERAL_IN_A_FILE = "liquibase";

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    /** Digits, and what looks like a hash. */
    private static final Pattern NUMBER = Pattern.compile("\\d+|(?=.*\\d)[0-9a-f]{6,}");

    /** One letter is no word, but one character of Chinese may be. */
    private static final Pattern WORD = Pattern.compile(".*(?:\\p{IsIdeographic}|\\p{L}.*\\p{L}).*", Pattern.DOTALL);

    /** Say of a revision what is true of any other, however they are put together. */
    private static final Set<String> OF_ANY =
            Set.of(("an the some more new another and again minor various misc miscellaneous stuff things"
                            + " add adds added adding adjust adjusted adjustments alter altered change changes changed create created fix fixes fixed"
                            + " fixing fixup hotfix bugfix bug modify modified refactor tweak tweaks update updates updated updating wip todo tmp"
                            + " temp xxx column columns table tables schema database db ddl sql")
                    .split(" ", -1));

    /** Say nothing by themselves; beside others they are most likely the name of something. */
    private static final Set<String> ALONE = Set.of(
            ("auto automatic changeset commit delete drop migrate migration migrations patch remove revision script test testing tests untitled"
                            + " version")
                    .split(" ", -1));

    private Messages() {}

    /** Return what there is to say of a revision's message; empty when it says something. */
    static Optional<Finding> find(String format, Revision revision) {
        boolean liquibase = format.equals(SEVERAL_IN_A_FILE);
        return fault(liquibase ? authors(revision) : revision.message().strip(), revision)
                .map(fault -> Finding.of(
                        FindingType.UNDESCRIPTIVE_MESSAGE,
                        Leg.NONE,
                        List.of(),
                        "The message of revision %s %s".formatted(revision.id(), fault),
                        liquibase ? firstStatement(revision) : new SourcePosition(revision.file(), 1, 1),
                        new Evidence.Review(List.of("message  \"" + revision.message() + "\""), Optional.empty())));
    }

    /** Without a comment, its id and author stand for a change set. */
    private static String authors(Revision revision) {
        String message = revision.message().strip();
        int by = message.lastIndexOf(" by ");
        return by > 0 && revision.id().value().endsWith(message.substring(0, by)) ? message.substring(0, by) : message;
    }

    private static Optional<String> fault(String message, Revision revision) {
        if (message.isEmpty()) {
            return Optional.of("is empty");
        }
        Set<String> words = Arrays.stream(BETWEEN_WORDS.split(message.toLowerCase(Locale.ROOT), -1))
                .filter(word -> !word.isEmpty() && !NUMBER.matcher(word).matches())
                .collect(Collectors.toSet());
        if (words.stream().noneMatch(word -> WORD.matcher(word).matches())) {
            return Optional.of(message.equals(revision.id().value()) ? "only repeats its id" : "has no word in it");
        }
        boolean saysNothing = OF_ANY.containsAll(words) || (words.size() == 1 && ALONE.containsAll(words));
        return saysNothing ? Optional.of("would fit any other revision") : Optional.empty();
    }

    private static SourcePosition firstStatement(Revision revision) {
        return revision.upgrade().statements().stream()
                .findFirst()
                .map(SqlStatement::position)
                .orElseGet(() -> new SourcePosition(revision.file(), 1, 1));
    }
}
