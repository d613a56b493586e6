package dev.palindrome.revision;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Small revisions for tests of the graph. */
final class Revisions {

    private Revisions() {}

    static Revision revision(String id, String... downRevisions) {
        return revision(id, Set.of(), Set.of(), downRevisions);
    }

    static Revision labelled(String label, String id, String... downRevisions) {
        return revision(id, Set.of(label), Set.of(), downRevisions);
    }

    static Revision depending(String dependency, String id, String... downRevisions) {
        return revision(id, Set.of(), Set.of(new RevisionId(dependency)), downRevisions);
    }

    private static Revision revision(
            String id, Set<String> labels, Set<RevisionId> dependsOn, String... downRevisions) {
        Path file = Path.of(id + ".sql");
        SqlScript nothing = new SqlScript(file, List.of(), TransactionMode.SCRIPT);
        return new Revision(
                new RevisionId(id),
                Arrays.stream(downRevisions).map(RevisionId::new).collect(Collectors.toSet()),
                labels,
                dependsOn,
                "step " + id,
                Optional.empty(),
                nothing,
                new Downgrade.Script(nothing),
                List.of(),
                file);
    }

    static List<String> ids(java.util.Collection<Revision> revisions) {
        return revisions.stream().map(revision -> revision.id().value()).toList();
    }
}
