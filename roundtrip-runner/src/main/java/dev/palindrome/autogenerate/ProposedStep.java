package dev.palindrome.autogenerate;

import java.util.List;

/**
 * Statements that belong together, without semicolons at their ends.
 *
 * @param notes lines for a person who reads them, without comment signs; may be all there is
 */
public record ProposedStep(List<String> notes, List<String> statements) {

    public ProposedStep {
        notes = List.copyOf(notes);
        statements = List.copyOf(statements);
    }
}
