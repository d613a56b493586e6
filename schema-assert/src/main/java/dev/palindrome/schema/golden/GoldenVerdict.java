package dev.palindrome.schema.golden;

import dev.palindrome.schema.golden.internal.RunningTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opentest4j.AssertionFailedError;

/** What came of looking at golden files. Immutable. */
public final class GoldenVerdict {

    private static final GoldenVerdict PASSED = new GoldenVerdict(Optional.empty());

    private final Optional<Failure> failure;

    private GoldenVerdict(Optional<Failure> failure) {
        this.failure = failure;
    }

    static GoldenVerdict passed() {
        return PASSED;
    }

    static GoldenVerdict failed(Failure failure) {
        return new GoldenVerdict(Optional.of(failure));
    }

    /** Return whether all is as reviewed, or was written just now. */
    public boolean isPassed() {
        return failure.isEmpty();
    }

    /** Fail unless {@link #isPassed()}. */
    public void orThrow() {
        orThrow("");
    }

    /**
     * Fail unless {@link #isPassed()}.
     *
     * @param description what the failure's text begins with, in square brackets; empty for nothing
     * @throws AssertionFailedError with the differences, both files, how to accept, and both texts for an IDE to compare
     */
    public void orThrow(String description) {
        if (failure.isPresent()) {
            throw failure.get().error(description);
        }
    }

    /**
     * Why it failed, without the command that accepts: that depends on the test that fails for it.
     *
     * @param headline what is wrong
     * @param facts the files
     * @param details what is different, a rendered difference each
     * @param advice what to do; {@code %s} stands for how to run again
     * @param acceptedBy the setting with which to run again
     */
    record Failure(
            ProjectModule module,
            String headline,
            List<String> facts,
            List<String> details,
            String advice,
            SnapshotUpdates acceptedBy,
            Optional<Texts> texts) {

        private static final int SHOWN_DETAILS = 50;

        AssertionFailedError error(String description) {
            String text = text(description);
            return texts.map(both -> new AssertionFailedError(text, both.approved(), both.received()))
                    .orElseGet(() -> new AssertionFailedError(text));
        }

        private String text(String description) {
            List<String> lines = new ArrayList<>();
            lines.add(description.isEmpty() ? headline : "[" + description + "] " + headline);
            lines.add("");
            facts.forEach(fact -> lines.add("  " + fact));
            lines.add("");
            if (!details.isEmpty()) {
                details.stream()
                        .limit(SHOWN_DETAILS)
                        .flatMap(String::lines)
                        .map("  "::concat)
                        .forEach(lines::add);
                int left = details.size() - SHOWN_DETAILS;
                if (left > 0) {
                    lines.add("  … and " + left + " more");
                }
                lines.add("");
            }
            lines.add("  Finding PAL-S01 snapshot-differs, docs/snapshots.md");
            lines.add("  " + advice.replace("%s", module.again(RunningTest.current(), acceptedBy)));
            return String.join("\n", lines);
        }
    }

    /** What an IDE compares. */
    record Texts(String approved, String received) {}
}
