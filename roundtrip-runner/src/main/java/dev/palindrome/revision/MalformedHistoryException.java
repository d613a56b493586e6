package dev.palindrome.revision;

import java.util.List;
import java.util.stream.Collectors;

/** A folder of migrations cannot be read; every problem found is named, not only the first. */
public final class MalformedHistoryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public MalformedHistoryException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
