package dev.palindrome.revision;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A part of a history, as a user names it: {@code A:B} from A up to B, both included; {@code A:} up to the heads; {@code :B}
 * from the bases; {@code A} alone.
 *
 * @param lower empty for the bases
 * @param upper empty for the heads
 */
public record RevisionRange(Optional<Target> lower, Optional<Target> upper) {

    /**
     * Read a range.
     *
     * @throws IllegalArgumentException when it is blank, or has more than one colon
     */
    public static RevisionRange parse(String text) {
        int colon = text.indexOf(':');
        if (text.isBlank() || colon != text.lastIndexOf(':')) {
            throw new IllegalArgumentException("'" + text + "' is no range of revisions: write A:B, A:, :B or A");
        }
        if (colon < 0) {
            return new RevisionRange(Optional.of(Target.parse(text)), Optional.of(Target.parse(text)));
        }
        return new RevisionRange(end(text.substring(0, colon)), end(text.substring(colon + 1)));
    }

    private static Optional<Target> end(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(Target.parse(text));
    }

    /**
     * Return the revisions on every way from the lower to the upper end, lowest first. Dependencies outside of it are not
     * included.
     *
     * @param current the revisions that are on top now, for targets that speak of them
     * @throws UnresolvableTargetException when an end names nothing or several things, or no revision lies between them
     */
    public List<Revision> resolve(RevisionGraph graph, Collection<RevisionId> current) {
        Set<RevisionId> tops = upper.map(target -> target.resolve(graph, current))
                .orElseGet(() -> graph.heads().stream().map(Revision::id).collect(Collectors.toSet()));
        Set<RevisionId> bottoms =
                lower.map(target -> target.resolve(graph, current)).orElse(Set.of());
        Set<Revision> below =
                tops.stream().flatMap(top -> graph.ancestors(top).stream()).collect(Collectors.toSet());
        below.addAll(graph.inOrder(tops));
        Set<Revision> above = bottoms.stream()
                .flatMap(bottom -> graph.descendants(bottom).stream())
                .collect(Collectors.toSet());
        above.addAll(graph.inOrder(bottoms));
        List<Revision> between = graph.inOrder().stream()
                .filter(below::contains)
                .filter(revision -> bottoms.isEmpty() || above.contains(revision))
                .toList();
        if (between.isEmpty()) {
            throw new UnresolvableTargetException(
                    toString(), "No revision lies in " + this + ": the lower end comes first", List.of());
        }
        return between;
    }

    @Override
    public String toString() {
        return lower.equals(upper) && lower.isPresent()
                ? lower.get().text()
                : lower.map(Target::text).orElse("") + ":"
                        + upper.map(Target::text).orElse("");
    }
}
