package dev.palindrome.roundtrip;

import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.roundtrip.execution.SqlFailure;
import dev.palindrome.roundtrip.finding.Evidence;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.FindingType;
import dev.palindrome.roundtrip.finding.Leg;
import dev.palindrome.schema.Difference;
import dev.palindrome.schema.SchemaSnapshot;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A run of revisions, each of which came back by itself, taken down as a whole and up again. It shows what steps by
 * themselves cannot: rows that one revision's upgrade leaves for another one's downgrade.
 */
final class Descent {

    private Descent() {}

    /**
     * Go down from the last revision of the run to below the first, and up again.
     *
     * @param stage stands at the last revision, and does so again afterwards if nothing is found
     * @param told gets the revisions at which the way down begins and ends
     * @return what went wrong, at most one finding; empty when all came back
     */
    static Map<RevisionId, Finding> run(
            Stage stage,
            List<Revision> run,
            SchemaSnapshot bottom,
            SchemaSnapshot top,
            BiConsumer<Revision, Revision> told)
            throws SQLException {
        Revision first = run.get(0);
        Revision last = run.get(run.size() - 1);
        told.accept(last, first);
        List<Revision> downwards = new ArrayList<>(run);
        Collections.reverse(downwards);
        for (Revision revision : downwards) {
            SqlScript script = ((Downgrade.Script) revision.downgrade()).script();
            Optional<SqlFailure> failure = stage.run(script, run.size()).failure();
            if (failure.isPresent()) {
                return refused(
                        FindingType.DOWN_MISSING_OR_FAILS,
                        revision,
                        "Downgrade of revision %s works by itself, but fails on the way down from %s"
                                .formatted(revision.id(), last.id()),
                        failure.get());
            }
        }
        SchemaSnapshot reachedBottom = stage.snapshot();
        List<Difference> below = bottom.compareWith(reachedBottom).real();
        if (!below.isEmpty()) {
            return differs(
                    FindingType.DOWN_RESTORES_SCHEMA,
                    first,
                    "The way down from %s to below %s leaves a trace".formatted(last.id(), first.id()),
                    "the schema below " + first.id(),
                    "the schema after all downgrades from " + last.id(),
                    bottom,
                    reachedBottom,
                    below);
        }
        for (Revision revision : run) {
            Optional<SqlFailure> failure =
                    stage.run(revision.upgrade(), run.size()).failure();
            if (failure.isPresent()) {
                return refused(
                        FindingType.UP_DOWN_UP_STABLE,
                        revision,
                        "Upgrade of revision %s fails after the way down from %s to below %s"
                                .formatted(revision.id(), last.id(), first.id()),
                        failure.get());
            }
        }
        SchemaSnapshot reachedTop = stage.snapshot();
        List<Difference> above = top.compareWith(reachedTop).real();
        if (!above.isEmpty()) {
            return differs(
                    FindingType.UP_DOWN_UP_STABLE,
                    last,
                    "The way from %s down to below %s and up again ends in another schema"
                            .formatted(last.id(), first.id()),
                    "the schema at " + last.id(),
                    "the schema at " + last.id() + " after the way down and up",
                    top,
                    reachedTop,
                    above);
        }
        return Map.of();
    }

    /**
     * As {@link #run}, on a copy of a database that only went forward.
     *
     * @param chain stands at the last revision of the run
     */
    static Map<RevisionId, Finding> onCopy(
            Chain chain, List<Revision> run, SchemaSnapshot bottom, BiConsumer<Revision, Revision> told)
            throws SQLException {
        Map<RevisionId, Finding> findings;
        try (Stage stage = chain.copy()) {
            findings = run(stage, run, bottom, stage.snapshot(), told);
        }
        return isHinderedByRoles(findings)
                ? chain.alone(stage -> run(stage, run, bottom, stage.snapshot(), told))
                : findings;
    }

    /** Tell whether the way ended at a role that another database of ours uses, so that it has to be gone without those. */
    private static boolean isHinderedByRoles(Map<RevisionId, Finding> findings) {
        return findings.values().stream()
                .anyMatch(finding -> finding.evidence() instanceof Evidence.Refusal refusal
                        && Roles.isHeldElsewhere(refusal.failure()));
    }

    private static Map<RevisionId, Finding> refused(
            FindingType type, Revision revision, String message, SqlFailure failure) {
        return Map.of(
                revision.id(),
                Finding.of(
                        type,
                        Leg.EMPTY,
                        List.of(),
                        message + ": " + failure.headline(),
                        failure.position(),
                        new Evidence.Refusal(failure)));
    }

    private static Map<RevisionId, Finding> differs(
            FindingType type,
            Revision revision,
            String message,
            String expected,
            String actual,
            SchemaSnapshot expectedSchema,
            SchemaSnapshot actualSchema,
            List<Difference> differences) {
        Evidence.Schemas evidence = new Evidence.Schemas(
                expected,
                actual,
                expectedSchema,
                actualSchema,
                Judge.untraced(differences),
                Optional.empty(),
                Optional.empty());
        return Map.of(
                revision.id(),
                Finding.of(
                        type,
                        Leg.EMPTY,
                        Judge.objects(differences),
                        Judge.counted(message, differences),
                        new SourcePosition(revision.file(), 1, 1),
                        evidence));
    }
}
