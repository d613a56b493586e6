package dev.palindrome.roundtrip;

import dev.palindrome.roundtrip.finding.Finding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Knows of which tables it was said that they could not be filled, and why: the same is said once, not below every later revision. */
final class UnpopulatedTables {

    private final Map<List<String>, String> told = new HashMap<>();

    /** Tell whether a finding says something new; findings are to be shown in the order of the walk. */
    boolean isNews(Finding finding) {
        Optional<String> why = RowFindings.whyUnpopulated(finding);
        return why.isEmpty() || !why.get().equals(told.put(finding.objects(), why.get()));
    }
}
