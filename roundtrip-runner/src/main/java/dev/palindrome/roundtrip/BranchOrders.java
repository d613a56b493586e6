package dev.palindrome.roundtrip;

import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.roundtrip.execution.SqlFailure;
import dev.palindrome.roundtrip.finding.Evidence;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.FindingType;
import dev.palindrome.roundtrip.finding.Leg;
import dev.palindrome.schema.Difference;
import dev.palindrome.schema.SchemaSnapshot;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Applies parallel branches in both orders. Which one a database gets depends on who merged first, so that both must lead to the same
 * schema (Alembic documentation, "Working with Branches").
 */
final class BranchOrders {

    private static final int NAMES_SHOWN = 4;

    private final List<Revision> usual;
    private final List<Revision> other;

    /**
     * Compare two orders of the same revisions.
     *
     * @param usual as {@link dev.palindrome.revision.RevisionGraph#inOrder()} has them
     * @param other as {@link dev.palindrome.revision.RevisionGraph#inOtherOrder()} has them
     */
    BranchOrders(List<Revision> usual, List<Revision> other) {
        this.usual = usual;
        this.other = other;
    }

    /** Tell whether there is a choice at all. */
    boolean differ() {
        return !usual.equals(other);
    }

    /**
     * Go up in the usual order, and from each place where branches part in the other one, too.
     *
     * @param chain at the base
     */
    Map<RevisionId, Finding> findings(Chain chain) throws SQLException {
        Map<RevisionId, Finding> found = new LinkedHashMap<>();
        for (Region region : regions()) {
            if (region.isParallel()) {
                compare(chain, region).ifPresent(finding -> found.put(region.blamed.id(), finding));
            } else {
                region.usual.forEach(chain::add);
                chain.catchUp();
            }
        }
        return found;
    }

    /**
     * Revisions between two places at which both orders have applied the same ones.
     *
     * @param blamed the merge point above, or else the last of them
     */
    private record Region(List<Revision> usual, List<Revision> other, Revision blamed) {

        boolean isParallel() {
            return !usual.equals(other);
        }

        /** Return the revisions that come before this one only in the other order. */
        List<RevisionId> firstOnlyInOther(RevisionId id) {
            List<RevisionId> before = before(usual, id);
            return before(other, id).stream()
                    .filter(earlier -> !before.contains(earlier))
                    .toList();
        }

        private static List<RevisionId> before(List<Revision> order, RevisionId id) {
            return order.stream()
                    .map(Revision::id)
                    .takeWhile(earlier -> !earlier.equals(id))
                    .toList();
        }
    }

    /** Return the regions up to the last one with a choice. */
    private List<Region> regions() {
        List<Region> regions = new ArrayList<>();
        Set<RevisionId> inOneOnly = new HashSet<>();
        int start = 0;
        for (int index = 0; index < usual.size(); index++) {
            toggle(inOneOnly, usual.get(index).id());
            toggle(inOneOnly, other.get(index).id());
            if (inOneOnly.isEmpty()) {
                Revision above = usual.get(Math.min(index + 1, usual.size() - 1));
                regions.add(new Region(
                        usual.subList(start, index + 1),
                        other.subList(start, index + 1),
                        above.isMergePoint() ? above : usual.get(index)));
                start = index + 1;
            }
        }
        while (!regions.isEmpty() && !regions.get(regions.size() - 1).isParallel()) {
            regions.remove(regions.size() - 1);
        }
        return regions;
    }

    private static void toggle(Set<RevisionId> ids, RevisionId id) {
        if (!ids.remove(id)) {
            ids.add(id);
        }
    }

    private Optional<Finding> compare(Chain chain, Region region) throws SQLException {
        Map<RevisionId, SqlFailure> failed = new LinkedHashMap<>();
        SchemaSnapshot reached;
        try (Stage stage = chain.copy()) {
            for (Revision revision : region.other) {
                stage.run(revision.upgrade()).failure().ifPresent(failure -> failed.put(revision.id(), failure));
            }
            reached = stage.snapshot();
        }
        region.usual.forEach(chain::add);
        chain.catchUp().forEach(failure -> failed.remove(failure.revision().id()));
        if (!failed.isEmpty()) {
            return Optional.of(fails(region, failed.entrySet().iterator().next()));
        }
        try (Stage stage = chain.copy()) {
            SchemaSnapshot expected = stage.snapshot();
            List<Difference> differences = expected.compareWith(reached).real();
            return differences.isEmpty()
                    ? Optional.empty()
                    : Optional.of(differs(region, expected, reached, differences));
        }
    }

    private static Finding fails(Region region, Map.Entry<RevisionId, SqlFailure> failure) {
        return Finding.of(
                FindingType.BRANCHES_DEPEND_ON_ORDER,
                Leg.EMPTY,
                List.of(),
                "Upgrade of revision %s fails when %s is applied first: %s"
                        .formatted(
                                failure.getKey(),
                                firstInOther(region, failure.getKey()),
                                failure.getValue().headline()),
                failure.getValue().position(),
                new Evidence.Refusal(failure.getValue()));
    }

    private static String firstInOther(Region region, RevisionId id) {
        List<RevisionId> first = region.firstOnlyInOther(id);
        return first.isEmpty() ? "no revision of another branch" : names(first);
    }

    private static Finding differs(
            Region region, SchemaSnapshot expected, SchemaSnapshot reached, List<Difference> differences) {
        return Finding.of(
                FindingType.BRANCHES_DEPEND_ON_ORDER,
                Leg.EMPTY,
                Judge.objects(differences),
                Judge.counted(
                        "The schema depends on the order of the branches below %s".formatted(region.blamed.id()),
                        differences),
                new SourcePosition(region.blamed.file(), 1, 1),
                new Evidence.Schemas(
                        "the schema after " + names(ids(region.usual)),
                        "the schema after " + names(ids(region.other)),
                        expected,
                        reached,
                        Judge.untraced(differences),
                        Optional.empty(),
                        Optional.empty()));
    }

    private static List<RevisionId> ids(List<Revision> revisions) {
        return revisions.stream().map(Revision::id).toList();
    }

    private static String names(List<RevisionId> ids) {
        String shown = ids.stream().limit(NAMES_SHOWN).map(RevisionId::value).collect(Collectors.joining(", "));
        return ids.size() > NAMES_SHOWN ? shown + " and " + (ids.size() - NAMES_SHOWN) + " more" : shown;
    }
}
