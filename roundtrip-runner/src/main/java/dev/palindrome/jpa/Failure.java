package dev.palindrome.jpa;

import dev.palindrome.jpa.internal.SchemaGenerator.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells of a chain of exceptions in a few lines: the root cause, and what adds to it of those around it. */
final class Failure {

    /** Exceptions around a cause repeat what it says, with a few words such as "Halting on error". */
    private static final int FEW_WORDS = 25;

    private static final String NO_PROVIDER = "No Persistence provider";

    private Failure() {}

    /** Return the text; empty when there is no exception. */
    static Optional<String> of(List<Fault> outermostFirst) {
        if (outermostFirst.isEmpty()) {
            return Optional.empty();
        }
        Fault root = outermostFirst.get(outermostFirst.size() - 1);
        List<String> lines = new ArrayList<>();
        lines.add(text(root));
        for (int index = outermostFirst.size() - 2; index >= 0 && lines.size() < 2; index--) {
            Fault around = outermostFirst.get(index);
            if (around.message().replace(root.message(), "").length() > FEW_WORDS) {
                lines.add(text(around));
            }
        }
        hint(root).ifPresent(lines::add);
        return Optional.of(lines.stream()
                .map(line -> "  " + line.strip().replaceAll("\\R\\s*", System.lineSeparator() + "    "))
                .collect(Collectors.joining(System.lineSeparator())));
    }

    private static String text(Fault fault) {
        String type = fault.type().substring(fault.type().lastIndexOf('.') + 1);
        return fault.message().isBlank() ? type : type + ": " + fault.message();
    }

    private static Optional<String> hint(Fault root) {
        if (root.message().startsWith(NO_PROVIDER)) {
            return Optional.of("Hint: Hibernate itself is missing on the class path. " + UnitSchema.LIST_OF_LIBRARIES);
        }
        return Optional.ofNullable(
                switch (root.type()) {
                    case "java.lang.ClassNotFoundException", "java.lang.NoClassDefFoundError" ->
                        "Hint: what holds that class is missing on the class path. " + UnitSchema.LIST_OF_LIBRARIES;
                    case "java.lang.UnsupportedClassVersionError" ->
                        "Hint: run palindrome with the newer Java, JAVA_HOME names it; this one is "
                                + Runtime.version().feature();
                    default -> null;
                });
    }
}
