package dev.palindrome.roundtrip.finding;

import dev.palindrome.revision.SqlStatement;
import dev.palindrome.roundtrip.execution.SqlFailure;
import dev.palindrome.schema.Difference;
import dev.palindrome.schema.SchemaSnapshot;
import java.util.List;
import java.util.Optional;

/** What was observed, as data; reports turn it into text. */
public sealed interface Evidence {

    /**
     * Two schemas that should be equal and are not.
     *
     * @param expected what the one is, in words: "the schema at 5b20e1 before the upgrade"
     * @param actual what the other is
     * @param expectedSchema the one
     * @param actualSchema the other
     * @param differences in the order of their objects' names
     * @param remedy statements that were tried and made the two equal; empty when none was found
     * @param consequence what happens if it stays so, where that was observed
     */
    record Schemas(
            String expected,
            String actual,
            SchemaSnapshot expectedSchema,
            SchemaSnapshot actualSchema,
            List<TracedDifference> differences,
            Optional<Remedy> remedy,
            Optional<String> consequence)
            implements Evidence {

        public Schemas {
            differences = List.copyOf(differences);
        }

        /** Return the evidence for some of the differences only. */
        public Schemas withDifferences(List<TracedDifference> some) {
            return new Schemas(expected, actual, expectedSchema, actualSchema, some, remedy, consequence);
        }
    }

    /**
     * A difference and where it comes from.
     *
     * @param difference what differs
     * @param cause the statement after which it was first seen; empty when that was not observed
     */
    record TracedDifference(Difference difference, Optional<SqlStatement> cause) {}

    /** Statements that mend it, as was tried. */
    record Remedy(List<String> statements) {

        public Remedy {
            statements = List.copyOf(statements);
        }
    }

    /** A script that the server refused. */
    record Refusal(SqlFailure failure) implements Evidence {}

    /** Statements that speak for themselves. */
    record Statements(List<SqlStatement> statements) implements Evidence {

        public Statements {
            statements = List.copyOf(statements);
        }
    }

    /**
     * What someone who looks at the schema would point at.
     *
     * @param facts what it rests on, a line each
     * @param remedy statements that the server was seen to accept; empty when none was found
     */
    record Review(List<String> facts, Optional<Remedy> remedy) implements Evidence {

        public Review {
            facts = List.copyOf(facts);
        }
    }

    /**
     * What became of rows that the schema allows.
     *
     * @param refusal what the server said, where a statement was refused
     * @param changes some of the values that are not what they were
     * @param facts what else was observed, a line each
     * @param advice statements that do the same in a safe way, for this very object; empty when there is only advice in words
     */
    record Rows(Optional<SqlFailure> refusal, List<RowChange> changes, List<String> facts, List<String> advice)
            implements Evidence {

        public Rows(Optional<SqlFailure> refusal, List<String> facts, List<String> advice) {
            this(refusal, List.of(), facts, advice);
        }

        public Rows {
            changes = List.copyOf(changes);
            facts = List.copyOf(facts);
            advice = List.copyOf(advice);
        }
    }

    /**
     * A statement whose locks and work were watched.
     *
     * @param facts what was seen, a line each
     * @param advice statements that lead to the same in a safe way, each in a transaction of its own; empty when there is only advice in words
     */
    record Traced(SqlStatement statement, List<String> facts, List<String> advice) implements Evidence {

        public Traced {
            facts = List.copyOf(facts);
            advice = List.copyOf(advice);
        }
    }

    /**
     * What another run observed, in the words of its report.
     *
     * @param details what belongs below the message where there is room for little, a line each
     * @param story the whole text, without how to run it again; empty when it was not kept
     * @param changes the values that are not what they were, which the story tells too
     */
    record Told(List<String> details, String story, Optional<String> sqlState, List<RowChange> changes)
            implements Evidence {

        public Told {
            details = List.copyOf(details);
            changes = List.copyOf(changes);
        }
    }

    /** Nothing but the message. */
    record None() implements Evidence {}
}
