package dev.palindrome.deploy;

import dev.palindrome.revision.Bookkeeping;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionGraph;
import dev.palindrome.revision.RevisionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a database says is applied. Immutable.
 *
 * @param graph the history that it is compared with
 * @param ids in the order of the graph
 * @param again those of them that are due to be run again
 * @param unknown names in the tool's table that no revision of the history has
 * @param isRepeatable tells revisions that are no step of the way
 */
public record AppliedRevisions(
        RevisionGraph graph,
        Set<RevisionId> ids,
        Set<RevisionId> again,
        List<String> unknown,
        Predicate<Revision> isRepeatable) {

    public AppliedRevisions {
        ids = Set.copyOf(ids);
        again = Set.copyOf(again);
        unknown = List.copyOf(unknown);
    }

    /** Return that these are applied, and none is due again. */
    public AppliedRevisions(
            RevisionGraph graph, Set<RevisionId> ids, List<String> unknown, Predicate<Revision> isRepeatable) {
        this(graph, ids, Set.of(), unknown, isRepeatable);
    }

    /**
     * Return what the rows of a tool's table mean.
     *
     * @param again the names of those that are due again
     */
    static AppliedRevisions of(
            RevisionGraph graph, Bookkeeping bookkeeping, Collection<String> names, Collection<String> again) {
        Map<String, Revision> byName = new HashMap<>();
        graph.inOrder().forEach(revision -> byName.put(bookkeeping.nameOf(revision), revision));
        Set<RevisionId> ids = new LinkedHashSet<>();
        List<String> unknown = new ArrayList<>();
        for (String name : names) {
            Revision revision = byName.get(name);
            if (revision == null) {
                if (!bookkeeping.isPassedOver(name)) {
                    unknown.add(name);
                }
                continue;
            }
            switch (bookkeeping.row()) {
                case APPLIED -> ids.add(revision.id());
                case HEAD -> {
                    ids.add(revision.id());
                    graph.ancestors(revision.id()).forEach(ancestor -> ids.add(ancestor.id()));
                }
                case NEWEST ->
                    graph.inOrder().stream()
                            .limit(graph.inOrder().indexOf(revision) + 1L)
                            .forEach(below -> ids.add(below.id()));
            }
        }
        Set<RevisionId> due = again.stream()
                .map(byName::get)
                .filter(Objects::nonNull)
                .map(Revision::id)
                .collect(Collectors.toSet());
        return new AppliedRevisions(graph, ids, due, unknown, bookkeeping::isRepeatable);
    }

    /** Return whether a revision is applied. */
    public boolean contains(RevisionId id) {
        return ids.contains(id);
    }

    /** Return the revisions that are applied, in the order of the history. */
    public List<Revision> inOrder() {
        return graph.inOrder().stream()
                .filter(revision -> ids.contains(revision.id()))
                .toList();
    }

    /** Return the revisions that are applied and below no other one that is, in the order of the history; repeatable ones aside. */
    public List<RevisionId> heads() {
        List<Revision> steps = inOrder().stream().filter(isRepeatable.negate()).toList();
        Set<RevisionId> below = steps.stream()
                .flatMap(revision -> revision.downRevisions().stream())
                .collect(Collectors.toSet());
        return steps.stream()
                .map(Revision::id)
                .filter(id -> !below.contains(id))
                .toList();
    }

    /** Return the revisions that are not applied, or due again, in the order in which they would be run. */
    public List<Revision> pending() {
        return graph.inOrder().stream()
                .filter(revision -> isPending(revision.id()))
                .toList();
    }

    boolean isPending(RevisionId id) {
        return !ids.contains(id) || again.contains(id);
    }

    AppliedRevisions with(RevisionId id) {
        Set<RevisionId> more = new LinkedHashSet<>(ids);
        more.add(id);
        return new AppliedRevisions(graph, more, minus(again, id), unknown, isRepeatable);
    }

    AppliedRevisions without(RevisionId id) {
        return new AppliedRevisions(graph, minus(ids, id), minus(again, id), unknown, isRepeatable);
    }

    private static Set<RevisionId> minus(Set<RevisionId> ids, RevisionId id) {
        Set<RevisionId> fewer = new LinkedHashSet<>(ids);
        fewer.remove(id);
        return fewer;
    }

    /** Return the heads, in words. */
    String describe() {
        return heads().isEmpty()
                ? "nothing"
                : heads().stream().map(RevisionId::value).collect(Collectors.joining(", "));
    }
}
