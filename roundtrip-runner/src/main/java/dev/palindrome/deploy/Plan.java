package dev.palindrome.deploy;

import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionGraph;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The revisions to go through, in the order in which they are run. Immutable.
 *
 * @param steps nothing when the database is there already
 */
public record Plan(Direction direction, List<Revision> steps) {

    public Plan {
        steps = List.copyOf(steps);
    }

    /**
     * Plan the way up: all that the target stands on and that is not applied, or due again.
     *
     * @throws dev.palindrome.revision.UnresolvableTargetException when it names nothing, or could mean several things
     * @throws dev.palindrome.revision.MultipleHeadsException for {@code head} of a history with several
     */
    public static Plan upgrade(RevisionGraph graph, AppliedRevisions applied, Target target) {
        Set<RevisionId> wanted = withAncestors(graph, target.resolve(graph, applied.heads()));
        return new Plan(
                Direction.UPGRADE,
                graph.inOrder().stream()
                        .filter(revision -> wanted.contains(revision.id()) && applied.isPending(revision.id()))
                        .toList());
    }

    /**
     * Plan the way down: all that is applied and stands on the target; for {@code base}, all that is applied. Other branches stay.
     *
     * @throws DeploymentException when the target is not applied, or a revision on the way has no downgrade
     * @throws dev.palindrome.revision.UnresolvableTargetException when it names nothing, or could mean several things
     */
    public static Plan downgrade(RevisionGraph graph, AppliedRevisions applied, Target target) {
        Set<RevisionId> tops = target.resolve(graph, applied.heads());
        List<RevisionId> notApplied =
                tops.stream().filter(id -> !applied.contains(id)).toList();
        if (!notApplied.isEmpty()) {
            throw new DeploymentException("Revision " + notApplied.get(0)
                    + " is not applied, so that no downgrade leads to it. Applied is " + applied.describe());
        }
        Set<RevisionId> above = above(graph, tops, target);
        List<Revision> steps = new ArrayList<>(graph.inOrder().stream()
                .filter(revision -> applied.contains(revision.id()) && above.contains(revision.id()))
                .filter(applied.isRepeatable().negate())
                .toList());
        Collections.reverse(steps);
        for (Revision revision : steps) {
            if (revision.downgrade() instanceof Downgrade.Missing missing) {
                throw new DeploymentException(
                        "Revision " + revision.id() + " has no downgrade: expected " + missing.expected());
            }
            if (revision.downgrade() instanceof Downgrade.Irreversible irreversible) {
                throw new DeploymentException("Revision " + revision.id() + " cannot be undone, by its author's word: "
                        + irreversible.reason());
            }
        }
        return new Plan(Direction.DOWNGRADE, steps);
    }

    /** {@code label@base} means the branch alone, though its base stands on what it has in common with others. */
    private static Set<RevisionId> above(RevisionGraph graph, Set<RevisionId> tops, Target target) {
        Set<RevisionId> above = new HashSet<>();
        if (tops.isEmpty()) {
            graph.inOrder().forEach(revision -> above.add(revision.id()));
        }
        tops.forEach(top -> graph.descendants(top).forEach(revision -> above.add(revision.id())));
        int at = target.text().indexOf('@');
        boolean exact = graph.find(new RevisionId(target.text())).isPresent();
        if (at > 0 && !exact) {
            String name = target.text().substring(0, at);
            Revision named = graph.findByLabel(name).orElseGet(() -> graph.find(name));
            Set<RevisionId> branch = graph.descendants(named.id()).stream()
                    .map(Revision::id)
                    .collect(Collectors.toCollection(HashSet::new));
            branch.add(named.id());
            above.retainAll(branch);
        }
        return above;
    }

    private static Set<RevisionId> withAncestors(RevisionGraph graph, Set<RevisionId> tops) {
        Set<RevisionId> all = new HashSet<>(tops);
        tops.forEach(top -> graph.ancestors(top).forEach(revision -> all.add(revision.id())));
        return all;
    }

    /** Return what a step runs. */
    SqlScript script(Revision revision) {
        return direction == Direction.UPGRADE ? revision.upgrade() : ((Downgrade.Script) revision.downgrade()).script();
    }
}
