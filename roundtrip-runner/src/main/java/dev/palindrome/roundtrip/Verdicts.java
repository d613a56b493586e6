package dev.palindrome.roundtrip;

import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.lock.TableLock;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

/** The verdicts of a run, to which findings are added as long as it goes on. */
final class Verdicts {

    private final RoundTripOptions options;
    private final Allowances allowances;
    private final Map<RevisionId, RevisionResult> results = new LinkedHashMap<>();

    /** How many findings each revision had by itself. */
    private final Map<RevisionId, Integer> own = new HashMap<>();

    Verdicts(RoundTripOptions options) {
        this.options = options;
        this.allowances = new Allowances(options);
    }

    /** Take what each revision showed by itself. */
    void begin(Map<RevisionId, RevisionResult> alone) {
        results.putAll(alone);
        alone.forEach((id, result) -> own.put(id, result.findings().size()));
    }

    /** Add a finding, unless the revision has no verdict. */
    void add(RevisionId id, Finding finding) {
        results.computeIfPresent(id, (key, result) -> allowances.applied(result.with(finding)));
    }

    /** Note what an upgrade was seen to lock. */
    void watched(RevisionId id, List<TableLock> locks) {
        results.computeIfPresent(id, (key, result) -> result.withLocks(locks));
    }

    /** Add a finding to a revision that has a verdict, and tell of it. */
    void add(RevisionId id, Finding finding, BiConsumer<RevisionResult, Finding> told) {
        add(id, finding);
        RevisionResult result = Objects.requireNonNull(results.get(id));
        List<Finding> findings = result.findings();
        told.accept(reported(result), findings.get(findings.size() - 1));
    }

    /** Return the result with the findings of the groups of checks that were asked for, and the status that follows. */
    RevisionResult reported(RevisionResult result) {
        return result.withFindings(reported(result.findings()));
    }

    private List<Finding> reported(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> options.reports(finding.type()))
                .toList();
    }

    /** Return the verdicts on these revisions with all their findings, also those of checks that nobody asked for. */
    List<RevisionResult> on(Collection<Revision> revisions) {
        return revisions.stream()
                .map(Revision::id)
                .filter(results::containsKey)
                .map(results::get)
                .toList();
    }

    /** Return the verdicts on all revisions that were walked. */
    Collection<RevisionResult> all() {
        return Collections.unmodifiableCollection(results.values());
    }

    /** Return of all other revisions what they did not show by themselves; those of which there is nothing to tell are left out. */
    List<RevisionResult> lateOnOthersThan(Set<RevisionId> mine) {
        return results.values().stream()
                .filter(result -> !mine.contains(result.revision().id()))
                .map(this::late)
                .filter(result -> !result.findings().isEmpty())
                .toList();
    }

    private RevisionResult late(RevisionResult result) {
        int alone = own.getOrDefault(result.revision().id(), 0);
        List<Finding> findings = result.findings();
        return new RevisionResult(
                result.revision(), result.status(), reported(findings.subList(alone, findings.size())));
    }

    /** Return each allowance that none of these revisions needed. */
    List<UnusedAllowance> unusedAllowances(Collection<Revision> revisions) {
        return allowances.unused(on(revisions));
    }
}
