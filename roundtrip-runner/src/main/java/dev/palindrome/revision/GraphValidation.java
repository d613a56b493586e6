package dev.palindrome.revision;

import dev.palindrome.revision.RevisionGraph.Header;
import dev.palindrome.revision.RevisionGraph.HeaderLines;
import dev.palindrome.revision.internal.text.Nearest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds everything that keeps revisions from forming a graph. */
final class GraphValidation {

    private final Collection<Revision> revisions;
    private final HeaderLines lines;
    private final Map<RevisionId, Revision> byId = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    GraphValidation(Collection<Revision> revisions, HeaderLines lines) {
        this.revisions = revisions;
        this.lines = lines;
    }

    List<Problem> problems() {
        duplicateIds();
        duplicateLabels();
        Set<String> names = byId.keySet().stream().map(RevisionId::value).collect(Collectors.toSet());
        for (Revision revision : revisions) {
            references(revision, revision.downRevisions(), Header.DOWN_REVISION, "down revision", names);
            references(revision, revision.dependsOn(), Header.DEPENDS_ON, "dependency", names);
        }
        cycles();
        problems.sort(Comparator.comparing((Problem problem) -> problem.file().toString())
                .thenComparing(problem -> problem.line().orElse(0)));
        return problems;
    }

    private void duplicateIds() {
        for (Revision revision : revisions) {
            Revision first = byId.putIfAbsent(revision.id(), revision);
            if (first != null) {
                problem(
                        revision,
                        Header.REVISION,
                        "revision '" + revision.id() + "' is already declared in " + where(first, Header.REVISION)
                                + ": give one of them another id");
            }
        }
    }

    private void duplicateLabels() {
        Map<String, Revision> labels = new HashMap<>();
        for (Revision revision : byId.values()) {
            for (String label : new TreeSet<>(revision.branchLabels())) {
                Revision first = labels.putIfAbsent(label, revision);
                if (first != null) {
                    problem(
                            revision,
                            Header.BRANCH_LABELS,
                            "branch label '" + label + "' is already used by revision " + first.id() + " in "
                                    + where(first, Header.BRANCH_LABELS) + ": choose another one");
                }
            }
        }
    }

    private void references(
            Revision revision, Set<RevisionId> references, Header header, String role, Set<String> names) {
        for (RevisionId reference : new TreeSet<>(references)) {
            if (reference.equals(revision.id())) {
                problem(revision, header, "revision '" + reference + "' names itself as " + role);
            } else if (!byId.containsKey(reference)) {
                problem(
                        revision,
                        header,
                        "the " + role + " '" + reference + "' does not exist"
                                + Nearest.didYouMean(reference.value(), names));
            }
        }
    }

    /** Walk down from each revision; a revision met again on the way closes a cycle. Each cycle is named once. */
    private void cycles() {
        Set<RevisionId> finished = new HashSet<>();
        byId.keySet().forEach(id -> walkDown(id, finished));
    }

    /** Depth first with a path of our own, since a long chain would overflow the stack. */
    private void walkDown(RevisionId start, Set<RevisionId> finished) {
        List<RevisionId> path = new ArrayList<>();
        List<List<RevisionId>> choices = new ArrayList<>();
        List<RevisionId> next = new ArrayList<>(List.of(start));
        choices.add(next);
        while (!choices.isEmpty()) {
            List<RevisionId> choice = choices.get(choices.size() - 1);
            if (choice.isEmpty()) {
                choices.remove(choices.size() - 1);
                if (!path.isEmpty()) {
                    finished.add(path.remove(path.size() - 1));
                }
                continue;
            }
            RevisionId id = choice.remove(0);
            if (path.contains(id)) {
                cycle(path.subList(path.indexOf(id), path.size()));
            } else if (!finished.contains(id)) {
                path.add(id);
                choices.add(requirementsOf(id));
            }
        }
    }

    private List<RevisionId> requirementsOf(RevisionId id) {
        return Stream.ofNullable(byId.get(id))
                .flatMap(revision -> revision.requirements().stream())
                .filter(required -> !required.equals(id) && byId.containsKey(required))
                .sorted()
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private void cycle(List<RevisionId> cycle) {
        String named = Stream.concat(cycle.stream(), Stream.of(cycle.get(0)))
                .map(RevisionId::value)
                .collect(Collectors.joining(" -> "));
        Revision first = byId.get(cycle.get(0));
        if (first != null) {
            problem(
                    first,
                    Header.DOWN_REVISION,
                    "cycle in the down revisions: " + named + ": one of them must not be below the next");
        }
    }

    private void problem(Revision revision, Header header, String message) {
        problems.add(new Problem(revision.file(), lines.lineOf(revision, header), message));
    }

    private String where(Revision revision, Header header) {
        Path file = revision.file();
        Optional<Integer> line = lines.lineOf(revision, header);
        return file.toString().replace('\\', '/')
                + line.map(number -> ":" + number).orElse("");
    }
}
