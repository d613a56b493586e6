package dev.palindrome.roundtrip;

import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.roundtrip.finding.Finding;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What became of the revisions of an earlier history, which databases may have run already: those that were edited or removed, and new ones that
 * were put below them. Immutable.
 *
 * @param told whether there is an earlier history at all
 * @param findings for each revision what is told of it
 */
public record HistoryChanges(boolean told, Map<RevisionId, List<Finding>> findings) {

    public HistoryChanges {
        findings = Map.copyOf(findings);
    }

    /** Return that no earlier history is known. */
    public static HistoryChanges none() {
        return new HistoryChanges(false, Map.of());
    }

    /**
     * Compare two readings of a folder, both of which can still be read.
     *
     * @param since how the user calls the earlier one, such as {@code main}
     */
    public static HistoryChanges between(String since, RevisionHistory earlier, RevisionHistory now) {
        return new HistoryChanges(true, new HistoryComparison(since, earlier, now).findings());
    }

    /**
     * Compare a history of programs with the files that it had.
     *
     * @param since how the user calls the earlier one
     * @param files the names of all files of that time, relative to the folder of the history
     * @param text returns what such a file held; empty when that is not text
     */
    public static HistoryChanges ofFiles(
            String since, Set<Path> files, Function<Path, Optional<String>> text, RevisionHistory now) {
        return new HistoryChanges(true, new FileComparison(since, files, text, now).findings());
    }

    /** Return the revisions of which there is something to tell, so that they are to be judged. */
    public Set<RevisionId> revisions() {
        return findings.keySet();
    }

    List<Finding> findings(Revision revision) {
        return findings.getOrDefault(revision.id(), List.of());
    }

    /** Collects findings by revision. */
    static final class Collected {

        private final Map<RevisionId, List<Finding>> findings = new LinkedHashMap<>();

        void add(RevisionId revision, Finding finding) {
            findings.merge(
                    revision,
                    List.of(finding),
                    (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
        }

        Map<RevisionId, List<Finding>> all() {
            return findings;
        }
    }
}
