package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.internal.sql.Directives;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A change set of a formatted SQL file.
 *
 * @param line of its header
 * @param comment what the author says of it; may be empty
 * @param logicalPath what stands for its file's path
 * @param attributes of its header
 * @param sql as the file has it, with properties put in
 * @param rollback empty when it has none
 * @param rollbackTo another change set that is run as the rollback
 * @param passedOver why it is not run here, in words; empty when it is
 */
record LiquibaseChangeSet(
        Path file,
        int line,
        String author,
        String id,
        String comment,
        Optional<String> logicalPath,
        Attributes attributes,
        String sql,
        SqlScript upgrade,
        Optional<SqlScript> rollback,
        Optional<Reference> rollbackTo,
        Optional<String> passedOver,
        Directives directives) {

    /**
     * What is written down of a change set, and when it runs again.
     *
     * @param contexts as an expression; may be empty
     * @param labels with commas between them; may be empty
     * @param validChecksums those of earlier texts that the author lets pass
     */
    record Attributes(
            String contexts, String labels, boolean runOnChange, boolean runAlways, List<String> validChecksums) {

        Attributes {
            validChecksums = List.copyOf(validChecksums);
        }

        /** Of any version, {@code any} stands for all. */
        boolean accepts(String checksum) {
            return validChecksums.stream()
                    .anyMatch(valid -> valid.equalsIgnoreCase(checksum)
                            || valid.toLowerCase(Locale.ROOT).matches("(\\d+:)?any"));
        }
    }

    /** Another change set, by name. */
    record Reference(String author, String id, int line) {}

    /** Return what Liquibase tells change sets apart by, as it prints it. */
    String identity(LiquibaseLayout layout) {
        return path(layout) + "::" + id + "::" + author;
    }

    String path(LiquibaseLayout layout) {
        return logicalPath.orElseGet(() -> layout.path(file));
    }

    boolean isRepeated() {
        return attributes.runOnChange || attributes.runAlways;
    }

    /** Return version 9 of Liquibase's checksum, that of 4.22 and later: of the list of the checksums of the one change, without white space. */
    String checksum() {
        return "9:" + md5("9:" + md5(sql.replaceAll("[ \\n\\r\\t]", "")) + ":");
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
