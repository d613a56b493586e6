package dev.palindrome.roundtrip;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first column that a statement adds to a table.
 *
 * @param name as the catalogue has it; empty when the statement adds none
 * @param isGenerated whether it is computed from others
 */
record NewColumn(Optional<String> name, boolean isGenerated) {

    private static final Pattern ADD = Pattern.compile(
            "\\bALTER\\s+TABLE\\b.*?\\bADD\\s+(?:COLUMN\\s+)?(?:IF\\s+NOT\\s+EXISTS\\s+)?"
                    + "(?!(?:CONSTRAINT|CHECK|UNIQUE|PRIMARY|FOREIGN|EXCLUDE|NOT)\\b)(?:\"((?:[^\"]|\"\")+)\"|([\\p{L}_][\\w$]*))(.*)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern GENERATED =
            Pattern.compile("\\bGENERATED\\s+ALWAYS\\s+AS\\s*\\(", Pattern.CASE_INSENSITIVE);

    /** Read a statement; one that is no ALTER TABLE ... ADD COLUMN adds none. */
    static NewColumn in(String statement) {
        Matcher matcher = ADD.matcher(statement);
        if (!matcher.find()) {
            return new NewColumn(Optional.empty(), false);
        }
        String name = matcher.group(1) != null
                ? matcher.group(1).replace("\"\"", "\"")
                : matcher.group(2).toLowerCase(Locale.ROOT);
        return new NewColumn(
                Optional.of(name), GENERATED.matcher(matcher.group(3)).find());
    }
}
