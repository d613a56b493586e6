package dev.palindrome.autogenerate;

import dev.palindrome.schema.ProbableRename;
import dev.palindrome.schema.SchemaDiff;
import java.util.List;

/**
 * A revision that was written by comparing schemas. The server took each statement in this order, up and down.
 *
 * @param missing what separates the schema after the upgrade from the wanted one; empty where all could be written
 * @param notTakenBack what separates the schema after the downgrade from the former one
 * @param refusals why; at least one for each object of {@code missing}, then of {@code notTakenBack}
 * @param renames what was perhaps renamed, and is dropped and added by these statements
 */
public record Proposal(
        List<ProposedStep> upgrade,
        List<ProposedStep> downgrade,
        SchemaDiff missing,
        SchemaDiff notTakenBack,
        List<Refusal> refusals,
        List<ProbableRename> renames) {

    public Proposal {
        upgrade = List.copyOf(upgrade);
        downgrade = List.copyOf(downgrade);
        refusals = List.copyOf(refusals);
        renames = List.copyOf(renames);
    }

    /** Return whether there is nothing to do, and nothing that could not be written either. */
    public boolean isEmpty() {
        return upgrade.isEmpty() && missing.isEmpty();
    }
}
