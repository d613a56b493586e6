package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.internal.sql.Directives;
import java.util.List;
import java.util.Optional;

/** Puts together what a format holds for the way down with what the author says about it. */
final class Downgrades {

    private Downgrades() {}

    /**
     * Return how to leave a revision. It is a problem of the folder when the author declares it irreversible and yet gives
     * statements that would undo it.
     *
     * @param expected what a reader would have to find, for a revision without a downgrade
     */
    static Downgrade of(HistoryFolder folder, Optional<SqlScript> script, Directives directives, String expected) {
        if (directives.irreversible().isEmpty()) {
            return script.<Downgrade>map(Downgrade.Script::new).orElseGet(() -> new Downgrade.Missing(expected));
        }
        Directives.Irreversible irreversible = directives.irreversible().get();
        int statements = script.map(SqlScript::statements).map(List::size).orElse(0);
        if (statements > 0) {
            folder.problem(
                    irreversible.position().file(),
                    irreversible.position().line(),
                    "the revision is declared irreversible, but its downgrade in "
                            + HistoryFolder.name(script.orElseThrow().file()) + " has " + statements
                            + (statements == 1 ? " statement" : " statements")
                            + ": remove the declaration or the statements");
        }
        return new Downgrade.Irreversible(irreversible.reason());
    }
}
