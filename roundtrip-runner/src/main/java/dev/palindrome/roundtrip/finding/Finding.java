package dev.palindrome.roundtrip.finding;

import dev.palindrome.revision.SourcePosition;
import dev.palindrome.roundtrip.execution.SqlFailure;
import java.util.List;
import java.util.Optional;

/**
 * Something that a user should know of one revision.
 *
 * @param type what kind of thing it is
 * @param severity how bad it is here
 * @param leg the part of the walk that showed it
 * @param objects the database objects it speaks of, such as {@code public.orders.status}; may be empty
 * @param message one line that says what is wrong
 * @param position the place to look at first
 * @param evidence what was observed
 * @param allowed the author's reason, when the finding is declared to be intended
 */
public record Finding(
        FindingType type,
        Severity severity,
        Leg leg,
        List<String> objects,
        String message,
        SourcePosition position,
        Evidence evidence,
        Optional<String> allowed) {

    public Finding {
        objects = List.copyOf(objects);
    }

    /** Return a finding of the type's own severity that nobody has allowed. */
    public static Finding of(
            FindingType type,
            Leg leg,
            List<String> objects,
            String message,
            SourcePosition position,
            Evidence evidence) {
        return new Finding(type, type.severity(), leg, objects, message, position, evidence, Optional.empty());
    }

    public Finding withSeverity(Severity other) {
        return new Finding(type, other, leg, objects, message, position, evidence, allowed);
    }

    public Finding withMessage(String other) {
        return new Finding(type, severity, leg, objects, other, position, evidence, allowed);
    }

    /** Return the finding as one that the author intended, for this reason. */
    public Finding allowedFor(String reason) {
        return new Finding(type, severity, leg, objects, message, position, evidence, Optional.of(reason));
    }

    /** Tell whether it counts: it is at least this severe, and nobody has allowed it. */
    public boolean stands(Severity threshold) {
        return allowed.isEmpty() && severity.isAtLeast(threshold);
    }

    /** Return some of the values of rows that are not what they were; none where the finding is of something else. */
    public List<RowChange> rowChanges() {
        if (evidence instanceof Evidence.Rows rows) {
            return rows.changes();
        }
        return evidence instanceof Evidence.Told told ? told.changes() : List.of();
    }

    /** Return the SQLSTATE, when the server refused something. */
    public Optional<String> sqlState() {
        if (evidence instanceof Evidence.Rows rows) {
            return rows.refusal().map(SqlFailure::sqlState).filter(state -> !state.isEmpty());
        }
        if (evidence instanceof Evidence.Told told) {
            return told.sqlState();
        }
        return evidence instanceof Evidence.Refusal refusal
                ? Optional.of(refusal.failure()).map(SqlFailure::sqlState).filter(state -> !state.isEmpty())
                : Optional.empty();
    }
}
