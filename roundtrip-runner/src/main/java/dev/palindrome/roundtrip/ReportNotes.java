package dev.palindrome.roundtrip;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a user should know of a run beside the findings, by kind.
 *
 * @param start where the walk began, when that was no empty database
 * @param unverified how many revisions were skipped, since an earlier upgrade fails
 * @param skipped why revisions were passed over, in the order of the walk
 * @param review why the schema at the head was not reviewed
 * @param rows what rows showed, in the order of the walk
 * @param unusedAssumptions about rows of tables that no schema of the history has
 * @param strangers lines of a baseline whose revision does not exist
 * @param unusedAllowances what no finding needed
 */
public record ReportNotes(
        List<String> start,
        List<String> unverified,
        List<String> skipped,
        List<String> review,
        List<String> rows,
        List<String> unusedAssumptions,
        List<String> strangers,
        List<UnusedAllowance> unusedAllowances) {

    public ReportNotes {
        start = List.copyOf(start);
        unverified = List.copyOf(unverified);
        skipped = List.copyOf(skipped);
        review = List.copyOf(review);
        rows = List.copyOf(rows);
        unusedAssumptions = List.copyOf(unusedAssumptions);
        strangers = List.copyOf(strangers);
        unusedAllowances = List.copyOf(unusedAllowances);
    }

    /** Return all of them, a line each, in the order of a report. */
    List<String> lines() {
        return Stream.of(
                        observed().stream(),
                        unusedAssumptions.stream(),
                        strangers.stream(),
                        unusedAllowances.stream().map(UnusedAllowance::note))
                .flatMap(lines -> lines)
                .toList();
    }

    /** Return those that are true whatever other revisions have to say. */
    List<String> observed() {
        return Stream.of(start, unverified, skipped, review, rows)
                .flatMap(Collection::stream)
                .toList();
    }
}
