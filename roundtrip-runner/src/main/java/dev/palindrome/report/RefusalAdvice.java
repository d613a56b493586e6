package dev.palindrome.report;

import dev.palindrome.revision.StatementMarkers;
import dev.palindrome.revision.TransactionSwitch;
import dev.palindrome.roundtrip.execution.SqlFailure;
import dev.palindrome.roundtrip.finding.FindingType;
import java.util.Optional;

/** What to do about an error whose reason its SQLSTATE tells: https://www.postgresql.org/docs/current/errcodes-appendix.html. */
final class RefusalAdvice {

    /** active_sql_transaction. */
    private static final String IN_TRANSACTION = "25001";

    /** unsafe_new_enum_value_usage. */
    private static final String NEW_ENUM_VALUE = "55P04";

    /** syntax_error. */
    private static final String SYNTAX = "42601";

    private RefusalAdvice() {}

    /**
     * Return it as a sentence without its end; empty where the reason may be any.
     *
     * @param format of the history
     */
    static Optional<String> on(SqlFailure failure, FindingType type, String format) {
        return switch (failure.sqlState()) {
            case IN_TRANSACTION -> inTransaction(failure, format);
            case NEW_ENUM_VALUE ->
                Optional.of(
                        "a value that is new to an enum can be used when its transaction has ended: give ALTER TYPE ... ADD VALUE a"
                                + " revision of its own, below this one");
            case SYNTAX ->
                brokenOff(failure, format)
                        .or(() -> type == FindingType.UP_FAILS_EMPTY ? newerServer() : Optional.empty());
            default -> Optional.empty();
        };
    }

    /** Some statements cannot run in a transaction; SET TRANSACTION cannot run late in one. */
    private static Optional<String> inTransaction(SqlFailure failure, String format) {
        boolean set = failure.statement()
                .filter(statement -> statement.strip().regionMatches(true, 0, "set ", 0, 4))
                .isPresent();
        return set
                ? Optional.empty()
                : Optional.of("the statement cannot run in a transaction: "
                        + TransactionSwitch.advice(format, failure.position().file()));
    }

    /** Some tools break a function's body off where its first statement ends. */
    private static Optional<String> brokenOff(SqlFailure failure, String format) {
        return failure.isBrokenOff() ? StatementMarkers.advice(format) : Optional.empty();
    }

    /** An upgrade has most likely run somewhere. */
    private static Optional<String> newerServer() {
        return Optional.of(
                "mend the statement above; or, if a newer PostgreSQL than this one takes it, verify on that: --embedded, --image or"
                        + " --jdbc-url chooses the server");
    }
}
