package dev.palindrome.report;

import dev.palindrome.revision.RevisionId;
import dev.palindrome.roundtrip.RoundTripReport;
import dev.palindrome.roundtrip.finding.Severity;
import java.util.function.Function;

/**
 * A history that a test has verified.
 *
 * @param test the name of the class, in full
 * @param threshold the least severity that fails
 * @param again the command that judges a revision alone
 */
public record TestedHistory(
        String test, RoundTripReport report, Severity threshold, Function<RevisionId, String> again) {}
