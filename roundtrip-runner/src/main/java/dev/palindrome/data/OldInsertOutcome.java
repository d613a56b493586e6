package dev.palindrome.data;

import java.util.Optional;

/**
 * What became of an INSERT at a later schema.
 *
 * @param refusal what the server said; empty when it took the row
 * @param column the column that the refusal names
 */
public record OldInsertOutcome(OldInsert insert, Optional<Unfilled> refusal, Optional<String> column) {

    public boolean isAccepted() {
        return refusal.isEmpty();
    }
}
