package dev.palindrome.roundtrip;

import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.Revision;
import dev.palindrome.roundtrip.execution.ScriptOutcome;
import dev.palindrome.schema.SchemaSnapshot;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One revision taken up, down and up again, as far as it would go.
 *
 * @param before the schema below the revision
 * @param upgrade how the first upgrade ended
 * @param after the schema at the revision; empty when the upgrade failed
 * @param downgrade how the downgrade ended; empty when there was none to run
 * @param restored the schema after the downgrade; empty unless it completed
 * @param upgradeAgain how the second upgrade ended; empty when it was not reached
 * @param afterAgain the schema after the second upgrade; empty unless it completed
 */
record Trial(
        Revision revision,
        SchemaSnapshot before,
        ScriptOutcome upgrade,
        Optional<SchemaSnapshot> after,
        Optional<ScriptOutcome> downgrade,
        Optional<SchemaSnapshot> restored,
        Optional<ScriptOutcome> upgradeAgain,
        Optional<SchemaSnapshot> afterAgain) {

    static Trial run(Stage stage, Revision revision, SchemaSnapshot before) throws SQLException {
        ScriptOutcome upgrade = stage.run(revision.upgrade());
        if (upgrade.failure().isPresent()) {
            return failedUpgrade(revision, before, upgrade);
        }
        SchemaSnapshot after = stage.snapshot();
        // What was passed over has nothing to take back.
        if (upgrade.skipped().isPresent() || !(revision.downgrade() instanceof Downgrade.Script script)) {
            return oneWay(revision, before, upgrade, after);
        }
        ScriptOutcome downgrade = stage.run(script.script());
        Optional<SchemaSnapshot> restored = Optional.empty();
        Optional<ScriptOutcome> upgradeAgain = Optional.empty();
        Optional<SchemaSnapshot> afterAgain = Optional.empty();
        if (downgrade.isCompleted()) {
            restored = Optional.of(stage.snapshot());
            upgradeAgain = Optional.of(stage.run(revision.upgrade()));
            if (upgradeAgain.get().failure().isEmpty()) {
                afterAgain = Optional.of(stage.snapshot());
            }
        }
        return new Trial(
                revision,
                before,
                upgrade,
                Optional.of(after),
                Optional.of(downgrade),
                restored,
                upgradeAgain,
                afterAgain);
    }

    private static Trial failedUpgrade(Revision revision, SchemaSnapshot before, ScriptOutcome upgrade) {
        return new Trial(
                revision,
                before,
                upgrade,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Trial oneWay(Revision revision, SchemaSnapshot before, ScriptOutcome upgrade, SchemaSnapshot after) {
        return new Trial(
                revision,
                before,
                upgrade,
                Optional.of(after),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Tell whether a step failed on a role that another database of ours uses, so that it has to be tried without those. */
    boolean isHinderedByRoles() {
        return Stream.of(Optional.of(upgrade), downgrade, upgradeAgain)
                .flatMap(Optional::stream)
                .flatMap(outcome -> outcome.failure().stream())
                .anyMatch(Roles::isHeldElsewhere);
    }

    /** Tell whether everything that could be tried came back exactly, so that the stage stands at the revision. */
    boolean isClean() {
        if (downgrade.isEmpty()) {
            return upgrade.failure().isEmpty();
        }
        return restored.filter(before::equals).isPresent() && afterAgain.isPresent() && afterAgain.equals(after);
    }
}
