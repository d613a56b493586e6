package dev.palindrome.roundtrip;

import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.roundtrip.finding.Evidence;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.FindingType;
import dev.palindrome.roundtrip.finding.Leg;
import dev.palindrome.roundtrip.finding.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Words what became of revisions since some commit. */
final class ChangeFindings {

    private final String since;
    private final RevisionHistory now;

    ChangeFindings(String since, RevisionHistory now) {
        this.since = since;
        this.now = now;
    }

    Finding edited(Revision revision, SourcePosition position, List<String> facts) {
        return edited(
                "Revision %s was edited since %s: a database that has run it keeps what it did then, and a new one differs"
                        .formatted(revision.id(), since),
                position,
                Stream.concat(facts.stream(), Stream.of(ToolHabits.onEdited(now.format())))
                        .toList());
    }

    /** What the tool notices, or what only the way down shows. */
    Finding edited(String message, SourcePosition position, List<String> facts) {
        return Finding.of(
                FindingType.EDITED_REVISION,
                Leg.NONE,
                List.of(),
                message,
                position,
                new Evidence.Review(facts, Optional.empty()));
    }

    Finding minor(Revision revision, String what, SourcePosition position) {
        return edited(
                        "%s of revision %s %s edited since %s, which changes nothing where it has run"
                                .formatted(what, revision.id(), what.endsWith("s") ? "were" : "was", since),
                        position,
                        List.of())
                .withSeverity(Severity.INFO);
    }

    Finding removed(String name, Path file, Optional<Revision> sameNow, SourcePosition position) {
        return edited(
                sameNow.map(revision ->
                                "Revision %s of %s is called %s now: a database that has run it does not know it again"
                                        .formatted(name, since, revision.id()))
                        .orElseGet(() ->
                                "Revision %s was removed since %s: a database that has run it keeps what it did, and a new one differs"
                                        .formatted(name, since)),
                position,
                List.of(
                        "- " + file.toString().replace('\\', '/'),
                        "'palindrome upgrade' refuses a database with a revision that the history does not have"));
    }

    /**
     * Return what there is to say of a revision that is new.
     *
     * @param wasThere tells the revisions that the earlier history has, too
     */
    Optional<Finding> inserted(Revision revision, Predicate<Revision> wasThere) {
        List<Revision> above = now.graph().descendants(revision.id()).stream()
                .filter(wasThere)
                .filter(other -> !runsAgain(now, other))
                .toList();
        if (above.isEmpty() || runsAgain(now, revision)) {
            return Optional.empty();
        }
        ToolHabits.OnInserted habit = ToolHabits.onInserted(now.format());
        Revision last = above.get(above.size() - 1);
        Finding finding = Finding.of(
                FindingType.INSERTED_BELOW_HEAD,
                Leg.NONE,
                List.of(),
                "Revision %s is new and below %s, which %s has already: %s"
                        .formatted(revision.id(), last.id(), since, habit.text()),
                new SourcePosition(revision.file(), 1, 1),
                new Evidence.Review(
                        above.stream()
                                .map(other -> "above it  %s \"%s\"".formatted(other.id(), other.message()))
                                .toList(),
                        Optional.empty()));
        return Optional.of(habit.runsIt() ? finding.withSeverity(Severity.INFO) : finding);
    }

    /** Tell whether the tool runs a revision again when it was edited, so that it is no step of the way. */
    static boolean runsAgain(RevisionHistory history, Revision revision) {
        return history.versionTable()
                .filter(table -> table.bookkeeping().isRunAgain(revision))
                .isPresent();
    }
}
