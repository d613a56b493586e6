package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.internal.sql.SourceText;
import dev.palindrome.revision.internal.text.Nearest;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a file {@code V1__x.sql.conf} beside a script says of it.
 *
 * @param executeInTransaction empty when the script's statements decide
 */
record FlywayScriptConfiguration(
        Optional<Boolean> executeInTransaction, boolean placeholderReplacement, boolean shouldExecute) {

    private static final List<String> KEYS =
            List.of("executeInTransaction", "placeholderReplacement", "encoding", "shouldExecute");
    private static final FlywayScriptConfiguration DEFAULT =
            new FlywayScriptConfiguration(Optional.empty(), true, true);

    /** Read the file beside the script, if there is one; what is wrong in it becomes the folder's problem. */
    static FlywayScriptConfiguration of(HistoryFolder folder, Path script, List<Path> files) {
        Path file = script.resolveSibling(script.getFileName() + ".conf");
        if (!files.contains(file)) {
            return DEFAULT;
        }
        FlywayScriptConfiguration configuration = DEFAULT;
        SourceText source = folder.read(file).orElse(SourceText.of(file, ""));
        int number = 0;
        for (String line : source.withoutByteOrderMark().text().lines().toList()) {
            number++;
            if (!line.isBlank() && !line.strip().startsWith("#")) {
                configuration = configuration.with(folder, file, number, line.strip());
            }
        }
        return configuration;
    }

    private FlywayScriptConfiguration with(HistoryFolder folder, Path file, int number, String line) {
        int equals = line.indexOf('=');
        String key = equals < 0 ? line : line.substring(0, equals).strip();
        String value = equals < 0 ? "" : line.substring(equals + 1).strip();
        return switch (key) {
            case "executeInTransaction" ->
                new FlywayScriptConfiguration(
                        truth(folder, file, number, key, value), placeholderReplacement, shouldExecute);
            case "placeholderReplacement" ->
                new FlywayScriptConfiguration(
                        executeInTransaction,
                        truth(folder, file, number, key, value).orElse(true),
                        shouldExecute);
            case "shouldExecute" ->
                new FlywayScriptConfiguration(
                        executeInTransaction,
                        placeholderReplacement,
                        truth(folder, file, number, key, value).orElse(true));
            case "encoding" -> {
                if (!value.toUpperCase(Locale.ROOT).replace("-", "").equals("UTF8")) {
                    folder.problem(file, number, "encoding " + value + " is not read: save the script as UTF-8");
                }
                yield this;
            }
            default -> {
                folder.problem(
                        file,
                        number,
                        "unknown key '" + key + "'" + Nearest.endOfSentence(key, KEYS) + " There are "
                                + String.join(", ", KEYS));
                yield this;
            }
        };
    }

    private static Optional<Boolean> truth(HistoryFolder folder, Path file, int number, String key, String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> {
                folder.problem(file, number, key + " must be true or false, but is '" + value + "'");
                yield Optional.empty();
            }
        };
    }
}
