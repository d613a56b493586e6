package dev.palindrome.revision.internal.sql;

import dev.palindrome.revision.Problem;

/** A file is not the text that it should be. */
public final class UnreadableTextException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    UnreadableTextException(Problem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    UnreadableTextException(Problem problem, Throwable cause) {
        super(problem.toString(), cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
