package dev.palindrome.revision;

import java.util.Optional;

/** How the files of each format say where a statement ends, for tools that would end it at any semicolon. */
public final class StatementMarkers {

    private StatementMarkers() {}

    /**
     * Return what to do about a statement that the tool has broken off, as a sentence without its end; empty for formats whose tools send what
     * stands in the file, or know where a statement ends.
     */
    public static Optional<String> advice(String format) {
        return switch (format) {
            case "goose" -> Optional.of(around("goose", "-- +goose"));
            case "sql-migrate" -> Optional.of(around("sql-migrate", "-- +migrate"));
            case "liquibase" ->
                Optional.of(
                        "Liquibase ends a statement at each semicolon, also within dollar quotes: write 'splitStatements:false' on the"
                                + " line '--changeset', and leave nothing else in the changeset");
            default -> Optional.empty();
        };
    }

    private static String around(String tool, String command) {
        return "%s ends a statement with each line that ends in a semicolon: put '%s StatementBegin' above this one, and '%s StatementEnd' below it"
                .formatted(tool, command, command);
    }
}
