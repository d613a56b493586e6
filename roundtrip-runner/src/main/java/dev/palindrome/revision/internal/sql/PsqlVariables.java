package dev.palindrome.revision.internal.sql;

import dev.palindrome.revision.internal.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The variables of a psql that runs one script: those it is started with, and what the script makes of them with {@code \set}. See the
 * PostgreSQL manual, psql, section "SQL Interpolation". Not safe for use by several threads.
 */
public final class PsqlVariables {

    /** Those that psql sets by itself. What it sets them to is that of its connection, or of what it did last. */
    private static final Set<String> OF_PSQL =
            Set.of(("AUTOCOMMIT COMP_KEYWORD_CASE DBNAME ECHO ECHO_HIDDEN ENCODING ERROR FETCH_COUNT HIDE_TABLEAM"
                            + " HIDE_TOAST_COMPRESSION HISTCONTROL HISTSIZE HOST IGNOREEOF LASTOID LAST_ERROR_MESSAGE"
                            + " LAST_ERROR_SQLSTATE ON_ERROR_ROLLBACK ON_ERROR_STOP PIPELINE_COMMAND_COUNT"
                            + " PIPELINE_RESULT_COUNT PIPELINE_SYNC_COUNT PORT PROMPT1 PROMPT2 PROMPT3 QUIET ROW_COUNT"
                            + " SERVER_VERSION_NAME SERVER_VERSION_NUM SERVICE SHELL_ERROR SHELL_EXIT_CODE SHOW_ALL_RESULTS"
                            + " SHOW_CONTEXT SINGLELINE SINGLESTEP SQLSTATE USER VERBOSITY VERSION VERSION_NAME"
                            + " VERSION_NUM WATCH_INTERVAL")
                    .split(" "));

    private final Map<String, String> values;

    private final Set<String> given;

    /** @param values what psql is started with: its options {@code --set} */
    public PsqlVariables(Map<String, String> values) {
        this.values = new HashMap<>(values);
        this.given = Set.copyOf(values.keySet());
    }

    /** Tell whether psql is started with a value for a variable. */
    boolean isGiven(String name) {
        return given.contains(name);
    }

    /** Tell whether a text may be the name of a variable: of ASCII letters, digits and underscores, and all beyond ASCII. */
    public static boolean isName(String text) {
        return !text.isEmpty() && text.chars().allMatch(character -> isNamePart((char) character));
    }

    static boolean isNamePart(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || character == '_'
                || character >= 0x80;
    }

    void set(String name, String value) {
        values.put(name, value);
    }

    void unset(String name) {
        values.remove(name);
    }

    /** Return why a reference is to a variable that only psql knows; empty when it is not. */
    Optional<String> refusalOfName(String reference) {
        return Optional.of(name(reference))
                .filter(OF_PSQL::contains)
                .map(
                        ("the variable %s is set by psql itself, to what is true of its connection, and is not known here: write the value, or"
                                        + " what asks the server for it")::formatted);
    }

    /**
     * Return why a reference cannot be replaced here as psql would; empty when it can, or is left as it is.
     *
     * @param reference such as {@code :name} or {@code :'name'}
     */
    Optional<String> refusal(String reference) {
        String name = name(reference);
        Optional<String> unknown = refusalOfName(reference);
        if (unknown.isPresent() || !isPlain(reference) || !values.containsKey(name)) {
            return unknown;
        }
        return new SqlTokenizer(replacement(reference))
                .all()
                .filter(token -> token.isComment()
                        || token.is(Kind.SEMICOLON)
                        || token.is(Kind.BACKSLASH)
                        || !token.terminated())
                .findFirst()
                .map(token ->
                        "the value of the variable %s holds a %s, which cannot be followed here: write it into the script"
                                .formatted(name, describe(token)));
    }

    private static String describe(SqlToken token) {
        if (!token.terminated()) {
            return "quote or comment that is not closed";
        }
        return token.isComment() ? "comment" : token.is(Kind.SEMICOLON) ? "semicolon" : "backslash";
    }

    /** Return what stands for a reference; the reference itself when there is no such variable, as in psql. */
    String replacement(String reference) {
        return replacement(reference, Set.of());
    }

    private String replacement(String reference, Set<String> within) {
        String name = name(reference);
        // Where a variable stands for itself, psql warns and leaves it.
        if (within.contains(name)) {
            return reference;
        }
        return isPlain(reference) && values.containsKey(name) ? expansion(name, within) : value(reference);
    }

    /** As {@link #replacement}, but without replacing what a value refers to in its turn. */
    String value(String reference) {
        String name = name(reference);
        if (reference.startsWith(":{?")) {
            return values.containsKey(name) ? "TRUE" : "FALSE";
        }
        String value = values.get(name);
        if (value == null) {
            return reference;
        }
        return switch (reference.charAt(1)) {
            case '\'' -> literal(value);
            case '"' -> '"' + value.replace("\"", "\"\"") + '"';
            default -> value;
        };
    }

    /** Return the value with what it refers to, which psql reads as if it stood in the script. */
    private String expansion(String name, Set<String> within) {
        Set<String> nested = new LinkedHashSet<>(within);
        nested.add(name);
        return replaceAll(values.getOrDefault(name, ""), nested);
    }

    /**
     * A statement with values in the place of variables.
     *
     * @param lines the line of the file that each of its lines comes from; empty when they follow each other as in the file
     */
    record Replaced(String text, List<Integer> lines) {}

    /**
     * Return a statement with all references replaced.
     *
     * @param line of the file, where it begins
     */
    Replaced replaceAll(String statement, int line) {
        StringBuilder text = new StringBuilder();
        List<Integer> lines = new ArrayList<>(List.of(line));
        int at = 0;
        int reading = line;
        for (SqlToken reference : references(statement)) {
            String before = statement.substring(at, reference.start());
            for (int count = newlines(before); count > 0; count--) {
                lines.add(++reading);
            }
            String value = replacement(statement.substring(reference.start(), reference.end()));
            lines.addAll(Collections.nCopies(newlines(value), reading));
            text.append(before).append(value);
            at = reference.end();
        }
        String rest = statement.substring(at);
        for (int count = newlines(rest); count > 0; count--) {
            lines.add(++reading);
        }
        text.append(rest);
        boolean asInFile = lines.size() == reading - line + 1;
        return new Replaced(text.toString(), asInFile ? List.of() : lines);
    }

    private static int newlines(String text) {
        return (int) text.chars().filter(character -> character == '\n').count();
    }

    private static List<SqlToken> references(String text) {
        return SqlTokenizer.withVariables(text)
                .all()
                .filter(token -> token.is(Kind.VARIABLE))
                .toList();
    }

    private String replaceAll(String text, Set<String> within) {
        StringBuilder replaced = new StringBuilder();
        int at = 0;
        for (SqlToken reference : references(text)) {
            replaced.append(text, at, reference.start())
                    .append(replacement(text.substring(reference.start(), reference.end()), within));
            at = reference.end();
        }
        return replaced.append(text, at, text.length()).toString();
    }

    /** As libpq's {@code PQescapeLiteral} writes it, with a blank where letters before it would become one word with the {@code E}. */
    private static String literal(String value) {
        String quoted = "'" + value.replace("'", "''") + "'";
        return value.indexOf('\\') < 0 ? quoted : " E" + quoted.replace("\\", "\\\\");
    }

    /** Tell whether a reference stands for text of any kind, and not for a literal or a name. */
    static boolean isPlain(String reference) {
        return isNamePart(reference.charAt(1));
    }

    private static String name(String reference) {
        if (isPlain(reference)) {
            return reference.substring(1);
        }
        int start = reference.startsWith(":{?") ? 3 : 2;
        return reference.substring(start, reference.length() - 1);
    }
}
