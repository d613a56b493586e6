package dev.palindrome.revision;

import dev.palindrome.revision.internal.text.Nearest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The revisions of a history and how they build on each other. Every list and set that it returns is in the order of
 * {@link #inOrder()}. Immutable.
 */
public final class RevisionGraph {

    private final Map<RevisionId, Revision> byId;
    private final List<Revision> inOrder;
    private final Map<RevisionId, List<Revision>> above = new HashMap<>();
    private final Map<RevisionId, List<Revision>> dependents = new HashMap<>();

    private RevisionGraph(Collection<Revision> revisions) {
        byId = revisions.stream()
                .collect(Collectors.toMap(
                        Revision::id, Function.identity(), (first, second) -> first, LinkedHashMap::new));
        inOrder = sort(Comparator.naturalOrder());
        for (Revision revision : inOrder) {
            revision.downRevisions().forEach(below -> listOf(above, below).add(revision));
            revision.requirements()
                    .forEach(required -> listOf(dependents, required).add(revision));
        }
    }

    /**
     * Return the graph of these revisions. Where their relations leave a choice of order, they keep the order given here.
     *
     * @throws MalformedHistoryException naming every cycle, unknown down revision or dependency, duplicate id or branch label,
     *     and self reference
     */
    public static RevisionGraph of(Collection<Revision> revisions) {
        return of(revisions, (revision, header) -> Optional.empty());
    }

    /**
     * Return the graph of these revisions, as {@link #of(Collection)} does.
     *
     * @param lines tells where a revision's file states its relations, for the error message
     * @throws MalformedHistoryException as {@link #of(Collection)}
     */
    public static RevisionGraph of(Collection<Revision> revisions, HeaderLines lines) {
        List<Problem> problems = new GraphValidation(revisions, lines).problems();
        if (!problems.isEmpty()) {
            throw new MalformedHistoryException(problems);
        }
        return new RevisionGraph(revisions);
    }

    /** What a file states of its revision's place in the graph. */
    public enum Header {
        REVISION,
        DOWN_REVISION,
        BRANCH_LABELS,
        DEPENDS_ON
    }

    /** Tells on which line of its file a revision states something. */
    @FunctionalInterface
    public interface HeaderLines {
        /** Return the line, counted from 1; empty when the format states it otherwise. */
        Optional<Integer> lineOf(Revision revision, Header header);
    }

    /** Return every revision after all those that it builds on, in an order that is the same on every run. */
    public List<Revision> inOrder() {
        return inOrder;
    }

    /**
     * Return every revision after all those that it builds on, where of several that may come next the last one does: parallel
     * branches the other way round. The same as {@link #inOrder()} for a graph that leaves no choice.
     */
    public List<Revision> inOtherOrder() {
        return sort(Comparator.reverseOrder());
    }

    /** Return the revisions with nothing below. */
    public List<Revision> bases() {
        return where(Revision::isBase);
    }

    /** Return the revisions with nothing above; others may still depend on them. */
    public List<Revision> heads() {
        return where(revision -> above(revision.id()).isEmpty());
    }

    /**
     * Return the only head.
     *
     * @throws MultipleHeadsException when there are several
     * @throws NoSuchElementException when the graph is empty
     */
    public Revision head() {
        List<Revision> heads = heads();
        if (heads.size() > 1) {
            throw new MultipleHeadsException(
                    heads.stream().map(Revision::id).collect(Collectors.toCollection(TreeSet::new)));
        }
        return heads.stream().findFirst().orElseThrow(() -> new NoSuchElementException("The history has no revision"));
    }

    /** Return the revisions that are the down revision of several others. */
    public List<Revision> branchPoints() {
        return where(revision -> above(revision.id()).size() > 1);
    }

    /** Return the revisions with several down revisions. */
    public List<Revision> mergePoints() {
        return where(Revision::isMergePoint);
    }

    /** Return the revisions that have this one as a down revision. */
    public List<Revision> above(RevisionId id) {
        return List.copyOf(above.getOrDefault(get(id).id(), List.of()));
    }

    /** Return everything that must be applied before this revision: down revisions and dependencies, and theirs. */
    public Set<Revision> ancestors(RevisionId id) {
        return reachable(
                get(id),
                revision -> revision.requirements().stream().map(this::get).toList());
    }

    /** Return everything that can only be applied after this revision, by down revision or dependency. */
    public Set<Revision> descendants(RevisionId id) {
        return reachable(get(id), revision -> dependents.getOrDefault(revision.id(), List.of()));
    }

    /** Return the revision with exactly this id. */
    public Optional<Revision> find(RevisionId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Return the revision on which this branch label stands. */
    public Optional<Revision> findByLabel(String label) {
        return where(revision -> revision.branchLabels().contains(label)).stream()
                .findFirst();
    }

    /**
     * Return the revision with exactly this id.
     *
     * @throws NoSuchElementException naming the nearest id
     */
    public Revision get(RevisionId id) {
        return find(id).orElseThrow(() -> new NoSuchElementException(
                "There is no revision '" + id + "'" + Nearest.didYouMean(id.value(), names())));
    }

    /**
     * Return the revision whose id this is, or the only one whose id begins so.
     *
     * @throws UnresolvableTargetException when none or several do; the message lists the candidates, or the nearest id
     */
    public Revision find(String idOrPrefix) {
        Revision exact = idOrPrefix.isBlank() ? null : byId.get(new RevisionId(idOrPrefix));
        if (exact != null) {
            return exact;
        }
        List<Revision> candidates = candidatesFor(idOrPrefix);
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        List<RevisionId> ids = candidates.stream().map(Revision::id).toList();
        if (ids.isEmpty()) {
            throw new UnresolvableTargetException(
                    idOrPrefix,
                    "There is no revision '" + idOrPrefix + "'" + Nearest.didYouMean(idOrPrefix, names()),
                    ids);
        }
        throw new UnresolvableTargetException(
                idOrPrefix,
                "'" + idOrPrefix + "' is the beginning of " + ids.size() + " revisions: " + shortened(ids)
                        + ". Write more of it.",
                ids);
    }

    /** Return the revisions of which {@code prefix} is the beginning, or, if it is a number, the same number. */
    List<Revision> candidatesFor(String prefix) {
        if (prefix.isEmpty()) {
            return List.of();
        }
        List<Revision> sameNumber = prefix.matches("\\d+")
                ? where(revision -> revision.id().value().matches("0*" + prefix.replaceFirst("^0+(?=\\d)", "")))
                : List.of();
        return sameNumber.isEmpty() ? where(revision -> revision.id().value().startsWith(prefix)) : sameNumber;
    }

    /** Return these revisions, each once, in the graph's order. */
    List<Revision> inOrder(Collection<RevisionId> ids) {
        Set<RevisionId> wanted = Set.copyOf(ids);
        return where(revision -> wanted.contains(revision.id()));
    }

    Set<String> names() {
        return byId.keySet().stream().map(RevisionId::value).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    static String shortened(List<RevisionId> ids) {
        String shown = ids.stream().limit(10).map(RevisionId::value).collect(Collectors.joining(", "));
        return ids.size() > 10 ? shown + " and " + (ids.size() - 10) + " more" : shown;
    }

    private List<Revision> where(Predicate<Revision> condition) {
        return inOrder.stream().filter(condition).toList();
    }

    private Set<Revision> reachable(Revision from, Function<Revision, List<Revision>> step) {
        Set<RevisionId> found = new LinkedHashSet<>();
        Deque<Revision> open = new ArrayDeque<>(step.apply(from));
        while (!open.isEmpty()) {
            Revision revision = open.pop();
            if (found.add(revision.id())) {
                open.addAll(step.apply(revision));
            }
        }
        return new LinkedHashSet<>(inOrder(found));
    }

    /**
     * Kahn's algorithm.
     *
     * @param choice which of the revisions that may come next does, by the number of its declaration
     */
    private List<Revision> sort(Comparator<Integer> choice) {
        Map<RevisionId, Integer> declared = new HashMap<>();
        byId.keySet().forEach(id -> declared.put(id, declared.size()));
        Map<RevisionId, Integer> missing = new HashMap<>();
        Map<RevisionId, List<RevisionId>> waiting = new HashMap<>();
        PriorityQueue<RevisionId> ready = new PriorityQueue<>(
                (left, right) -> choice.compare(declared.getOrDefault(left, 0), declared.getOrDefault(right, 0)));
        for (Revision revision : byId.values()) {
            missing.put(revision.id(), revision.requirements().size());
            revision.requirements()
                    .forEach(required -> listOf(waiting, required).add(revision.id()));
            if (revision.requirements().isEmpty()) {
                ready.add(revision.id());
            }
        }
        List<Revision> sorted = new ArrayList<>();
        while (!ready.isEmpty()) {
            RevisionId next = ready.remove();
            sorted.add(get(next));
            for (RevisionId waiter : waiting.getOrDefault(next, List.of())) {
                if (missing.merge(waiter, -1, Integer::sum) == 0) {
                    ready.add(waiter);
                }
            }
        }
        return List.copyOf(sorted);
    }

    private static <T> List<T> listOf(Map<RevisionId, List<T>> lists, RevisionId id) {
        return lists.computeIfAbsent(id, key -> new ArrayList<>());
    }
}
