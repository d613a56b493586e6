package dev.palindrome.roundtrip;

import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Revisions that one thread walks from the first to the last.
 *
 * @param below those that come before them, to be upgraded through
 * @param revisions those of the section, in the order of the walk
 * @param judged those of them that are to be judged
 * @param isLast whether the section ends where the walk ends
 */
record Section(List<Revision> below, List<Revision> revisions, Set<RevisionId> judged, boolean isLast) {

    /**
     * Cut a walk into sections with equally many revisions to judge.
     *
     * @param walked every revision from the base to the end of the walk
     * @param judged those to judge, in the same order
     * @param before how many of the walked ones come before the first section
     * @param count how many sections to make; less are made where there are not as many to judge
     */
    static List<Section> cut(List<Revision> walked, List<Revision> judged, int before, int count) {
        int sections = Math.max(1, Math.min(count, judged.size()));
        List<Section> cut = new ArrayList<>();
        int from = before;
        for (int index = 1; index <= sections; index++) {
            List<Revision> mine = new Shard(index, sections).slice(judged);
            boolean last = index == sections;
            int to = last
                    ? walked.size()
                    : walked.indexOf(
                            new Shard(index + 1, sections).slice(judged).get(0));
            cut.add(new Section(walked.subList(0, from), walked.subList(from, to), ids(mine), last));
            from = to;
        }
        return cut;
    }

    private static Set<RevisionId> ids(List<Revision> revisions) {
        return revisions.stream().map(Revision::id).collect(Collectors.toUnmodifiableSet());
    }

    boolean isFirst() {
        return below.isEmpty();
    }

    boolean judges(Revision revision) {
        return judged.contains(revision.id());
    }
}
