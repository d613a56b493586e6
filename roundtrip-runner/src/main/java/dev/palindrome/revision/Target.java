package dev.palindrome.revision;

import dev.palindrome.revision.internal.text.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A place in a history, as a user names it: {@code head}, {@code heads}, {@code base}, {@code current}, an id, a beginning of
 * one, a branch label, {@code label@head}, or steps from one of these: {@code +2}, {@code -1}, {@code 3fa+2}, {@code head-1},
 * {@code label@+1}. The grammar is Alembic's; an id that is written in full always means itself, whatever characters it has.
 *
 * @param text never blank
 */
public record Target(String text) {

    private static final Pattern RELATIVE = Pattern.compile("(.*?)([+-]\\d{1,9})");
    private static final Set<String> KEYWORDS = Set.of("head", "heads", "base", "current");

    public Target {
        if (text.isBlank()) {
            throw new IllegalArgumentException(
                    "A target must not be blank: write head, heads, base, current, a revision, +N or -N");
        }
    }

    public static Target parse(String text) {
        return new Target(text.strip());
    }

    /**
     * Return the revisions that are on top when a database is at this target: none for {@code base}.
     *
     * @param current the revisions that are on top now, for {@code current}, {@code +N} and {@code -N}
     * @throws UnresolvableTargetException when it names nothing, or could mean several things
     * @throws MultipleHeadsException for {@code head} of a history with several
     */
    public Set<RevisionId> resolve(RevisionGraph graph, Collection<RevisionId> current) {
        return new Resolution(graph, current).of(text);
    }

    @Override
    public String toString() {
        return text;
    }

    private final class Resolution {

        private final RevisionGraph graph;
        private final Collection<RevisionId> current;

        Resolution(RevisionGraph graph, Collection<RevisionId> current) {
            this.graph = graph;
            this.current = current;
        }

        Set<RevisionId> of(String name) {
            return absolute(name).or(() -> relative(name)).orElseGet(() -> onBranch(name));
        }

        /** Take a name without steps and branch; empty when it is something else. */
        private Optional<Set<RevisionId>> absolute(String name) {
            Optional<Revision> exact = graph.find(new RevisionId(name)).or(() -> graph.findByLabel(name));
            if (exact.isPresent()) {
                return Optional.of(ids(exact.stream()));
            }
            return switch (name) {
                case "head" -> Optional.of(Set.of(graph.head().id()));
                case "heads" -> Optional.of(ids(graph.heads().stream()));
                case "base" -> Optional.of(Set.of());
                case "current" -> Optional.of(ids(graph.inOrder(current).stream()));
                default ->
                    graph.candidatesFor(name).isEmpty()
                            ? Optional.empty()
                            : Optional.of(Set.of(graph.find(name).id()));
            };
        }

        private Optional<Set<RevisionId>> relative(String name) {
            Matcher matcher = RELATIVE.matcher(name);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            int steps = Integer.parseInt(matcher.group(2));
            String from = matcher.group(1);
            if (from.isEmpty()) {
                return Optional.of(walk(new LinkedHashSet<>(current), steps, graph.inOrder()));
            }
            if (from.endsWith("@")) {
                List<Revision> branch = branch(from.substring(0, from.length() - 1));
                Set<RevisionId> start = topOf(branch.stream()
                        .filter(revision -> isApplied(revision.id()))
                        .toList());
                return Optional.of(walk(start, steps, branch));
            }
            return Optional.of(walk(of(from), steps, graph.inOrder()));
        }

        private Set<RevisionId> onBranch(String name) {
            int at = name.indexOf('@');
            if (at < 0) {
                throw unknown(name);
            }
            List<Revision> branch = branch(name.substring(0, at));
            String place = name.substring(at + 1);
            return switch (place) {
                case "head" -> Set.of(onlyOne(topOf(branch), name));
                case "heads" -> topOf(branch);
                case "base" -> ids(branch.stream().limit(1).flatMap(this::below));
                default -> revisionOn(branch, place, name);
            };
        }

        private Set<RevisionId> revisionOn(List<Revision> branch, String place, String name) {
            List<RevisionId> found = graph.candidatesFor(place).stream()
                    .filter(branch::contains)
                    .map(Revision::id)
                    .toList();
            if (found.isEmpty()) {
                throw unknown(name);
            }
            return Set.of(onlyOne(found, name));
        }

        /** Return a branch: the revision that is named, what it stands on, and what stands on it. Lowest first. */
        private List<Revision> branch(String labelOrId) {
            Revision named = graph.findByLabel(labelOrId).orElseGet(() -> graph.find(labelOrId));
            Set<Revision> members = graph.descendants(named.id());
            members.add(named);
            return graph.inOrder().stream().filter(members::contains).toList();
        }

        private Set<RevisionId> topOf(List<Revision> revisions) {
            Set<RevisionId> ids = ids(revisions.stream());
            return revisions.stream()
                    .map(Revision::id)
                    .filter(id -> graph.above(id).stream().noneMatch(above -> ids.contains(above.id())))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }

        private boolean isApplied(RevisionId id) {
            return current.contains(id)
                    || current.stream()
                            .anyMatch(top -> graph.ancestors(top).stream()
                                    .anyMatch(ancestor -> ancestor.id().equals(id)));
        }

        private Set<RevisionId> walk(Set<RevisionId> start, int steps, List<Revision> within) {
            Set<RevisionId> place = start;
            for (int step = 0; step < Math.abs(steps); step++) {
                List<RevisionId> next = steps > 0 ? stepUp(place, within) : stepDown(place);
                if (next.size() > 1) {
                    throw new UnresolvableTargetException(
                            text,
                            "'" + text + "' is ambiguous: after " + step + (step == 1 ? " step" : " steps")
                                    + " the way goes on to " + RevisionGraph.shortened(next) + ". Name the revision.",
                            next);
                }
                if (next.isEmpty() && (steps > 0 || place.isEmpty())) {
                    throw new UnresolvableTargetException(
                            text,
                            "'" + text + "' goes beyond the " + (steps > 0 ? "head" : "base") + ": there "
                                    + (step == 1 ? "is 1 step" : "are " + step + " steps") + " from "
                                    + (start.isEmpty() ? "base" : RevisionGraph.shortened(List.copyOf(start))),
                            next);
                }
                place = new LinkedHashSet<>(next);
            }
            return place;
        }

        private List<RevisionId> stepUp(Set<RevisionId> place, List<Revision> within) {
            Stream<Revision> above = place.isEmpty()
                    ? within.stream().filter(revision -> within.stream().noneMatch(isBelow(revision)))
                    : place.stream().flatMap(id -> graph.above(id).stream()).filter(within::contains);
            return above.map(Revision::id).distinct().toList();
        }

        private Predicate<Revision> isBelow(Revision revision) {
            return other -> revision.downRevisions().contains(other.id());
        }

        private List<RevisionId> stepDown(Set<RevisionId> place) {
            if (place.size() > 1) {
                return new ArrayList<>(place);
            }
            return ids(place.stream().map(graph::get).flatMap(this::below)).stream()
                    .toList();
        }

        private Stream<Revision> below(Revision revision) {
            return graph.inOrder(revision.downRevisions()).stream();
        }

        private RevisionId onlyOne(Collection<RevisionId> ids, String name) {
            if (ids.size() != 1) {
                throw new UnresolvableTargetException(
                        text,
                        "'" + name + "' is ambiguous: it may be "
                                + RevisionGraph.shortened(ids.stream().toList()) + ". Name one of them.",
                        ids);
            }
            return ids.iterator().next();
        }

        private UnresolvableTargetException unknown(String name) {
            List<String> names =
                    Stream.concat(graph.names().stream(), KEYWORDS.stream()).toList();
            return new UnresolvableTargetException(
                    text, "There is no revision '" + name + "'" + Nearest.didYouMean(name, names), List.of());
        }

        private static Set<RevisionId> ids(Stream<Revision> revisions) {
            return revisions.map(Revision::id).collect(Collectors.toCollection(LinkedHashSet::new));
        }
    }
}
