package dev.palindrome.cli;

import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionGraph;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Describes revisions in the words and the order of Alembic's commands, which people and their scripts know. */
final class RevisionLines {

    private static final String BASE = "<base>";

    private final RevisionHistory history;
    private final RevisionGraph graph;
    private final Set<RevisionId> current;
    private final Map<RevisionId, Set<String>> labels = new HashMap<>();

    /** @param current the revisions to mark as current; none for commands that do not look at a database */
    RevisionLines(RevisionHistory history, Collection<RevisionId> current) {
        this.history = history;
        this.graph = history.graph();
        this.current = Set.copyOf(current);
        graph.inOrder().forEach(this::spreadLabels);
    }

    /** A label is one of everything above it, and of what is below it down to where the branch begins. */
    private void spreadLabels(Revision labelled) {
        for (String label : labelled.branchLabels()) {
            add(labelled, label);
            Set<RevisionId> above = new HashSet<>(Set.of(labelled.id()));
            for (Revision revision : graph.inOrder()) {
                if (!Collections.disjoint(revision.downRevisions(), above)) {
                    above.add(revision.id());
                    add(revision, label);
                }
            }
            Revision below = labelled;
            while (below.downRevisions().size() == 1) {
                below = graph.get(below.downRevisions().iterator().next());
                if (isBranchPoint(below) || below.isMergePoint()) {
                    break;
                }
                add(below, label);
            }
        }
    }

    private void add(Revision revision, String label) {
        labels.computeIfAbsent(revision.id(), id -> new TreeSet<>()).add(label);
    }

    private boolean isHead(Revision revision) {
        return graph.above(revision.id()).isEmpty();
    }

    /** Others may depend on it, though nothing has it as a down revision. */
    private boolean isRealHead(Revision revision) {
        return graph.descendants(revision.id()).isEmpty();
    }

    private boolean isBranchPoint(Revision revision) {
        return graph.above(revision.id()).size() > 1;
    }

    /** {@code a1 (shop) (head)}: what heads prints. */
    String headLine(Revision revision) {
        return revision.id() + labelsOf(revision) + headMarks(revision);
    }

    /** {@code a1 (head) (mergepoint)}: what current prints. */
    String currentLine(Revision revision) {
        return revision.id() + headMarks(revision) + treeMarks(revision);
    }

    /** {@code a1 -> b2 (head), message}: what history prints. */
    String historyLine(Revision revision) {
        String depends = revision.dependsOn().isEmpty() ? "" : " (" + joined(revision.dependsOn()) + ")";
        return below(revision) + depends + " -> " + revision.id() + labelsOf(revision) + headMarks(revision)
                + treeMarks(revision) + ", " + revision.message();
    }

    /** A branch point and what goes on from it, on lines of their own. */
    String branchLines(Revision revision) {
        String indent = "\n" + " ".repeat(revision.id().value().length()) + " -> ";
        return revision.id()
                + labelsOf(revision)
                + treeMarks(revision)
                + graph.above(revision.id()).stream()
                        .map(above -> indent + above.id() + labelsOf(above) + headMarks(above) + treeMarks(above))
                        .collect(Collectors.joining());
    }

    /** Several lines with all that there is to say. */
    String verbose(Revision revision) {
        StringBuilder text = new StringBuilder("Rev: " + revision.id());
        text.append(isHead(revision) ? " (head)" : "")
                .append(treeMarks(revision))
                .append(current.contains(revision.id()) ? " (current)" : "")
                .append('\n')
                .append(revision.isMergePoint() ? "Merges: " : "Parent: ")
                .append(below(revision))
                .append('\n');
        if (!revision.dependsOn().isEmpty()) {
            text.append("Also depends on: ")
                    .append(joined(revision.dependsOn()))
                    .append('\n');
        }
        if (isBranchPoint(revision)) {
            text.append("Branches into: ")
                    .append(joined(graph.above(revision.id()).stream()
                            .map(Revision::id)
                            .toList()))
                    .append('\n');
        }
        Set<String> names = labels.getOrDefault(revision.id(), Set.of());
        if (!names.isEmpty()) {
            text.append("Branch names: ").append(String.join(", ", names)).append('\n');
        }
        text.append("Path: ")
                .append(history.directory().resolve(revision.file()).toString().replace('\\', '/'))
                .append("\n\n");
        revision.message()
                .lines()
                .forEach(line -> text.append("    ").append(line).append('\n'));
        return text.toString();
    }

    private String labelsOf(Revision revision) {
        Set<String> names = labels.getOrDefault(revision.id(), Set.of());
        return names.isEmpty() ? "" : " (" + String.join(", ", names) + ")";
    }

    private String headMarks(Revision revision) {
        String head = isRealHead(revision) ? " (head)" : isHead(revision) ? " (effective head)" : "";
        return head + (current.contains(revision.id()) ? " (current)" : "");
    }

    private String treeMarks(Revision revision) {
        return (isBranchPoint(revision) ? " (branchpoint)" : "") + (revision.isMergePoint() ? " (mergepoint)" : "");
    }

    private static String below(Revision revision) {
        return revision.isBase() ? BASE : joined(revision.downRevisions());
    }

    private static String joined(Collection<RevisionId> ids) {
        return ids.stream().sorted().map(RevisionId::value).collect(Collectors.joining(", "));
    }

    /** Return these revisions, the newest first. */
    static List<Revision> newestFirst(List<Revision> revisions) {
        List<Revision> reversed = new ArrayList<>(revisions);
        Collections.reverse(reversed);
        return reversed;
    }
}
