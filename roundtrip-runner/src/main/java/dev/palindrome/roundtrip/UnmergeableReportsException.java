package dev.palindrome.roundtrip;

/** Reports are not the shards of one run, each once. */
public final class UnmergeableReportsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnmergeableReportsException(String message) {
        super(message);
    }
}
