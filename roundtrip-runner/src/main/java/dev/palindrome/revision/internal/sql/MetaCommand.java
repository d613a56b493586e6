package dev.palindrome.revision.internal.sql;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A backslash command of psql (PostgreSQL manual, psql, section "Meta-Commands"). Those that only change what psql prints, and
 * those that pg_dump writes around a dump, are passed over; every other would change what the script does.
 *
 * @param name with its backslash
 * @param arguments the rest of its line
 */
record MetaCommand(String name, String arguments) {

    private static final Set<String> PRINTING_ONLY = Set.of(
            "\\echo",
            "\\qecho",
            "\\warn",
            "\\pset",
            "\\timing",
            "\\a",
            "\\t",
            "\\x",
            "\\H",
            "\\C",
            "\\f",
            "\\T",
            "\\conninfo");

    /** Written by pg_dump since August 2025 (releases 13.22, 14.19, 15.14, 16.10, 17.6), against commands within dumps. */
    private static final Set<String> AROUND_A_DUMP = Set.of("\\restrict", "\\unrestrict");

    private static final Set<String> VARIABLES_WITHOUT_EFFECT = Set.of(
            "ON_ERROR_STOP",
            "ECHO",
            "ECHO_HIDDEN",
            "QUIET",
            "VERBOSITY",
            "SHOW_CONTEXT",
            "SHOW_ALL_RESULTS",
            "HIDE_TABLEAM",
            "HIDE_TOAST_COMPRESSION",
            "PROMPT1",
            "PROMPT2",
            "PROMPT3");

    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("\\i", "put the file's SQL here"),
            Map.entry("\\ir", "put the file's SQL here"),
            Map.entry("\\include", "put the file's SQL here"),
            Map.entry("\\include_relative", "put the file's SQL here"),
            Map.entry("\\copy", "write COPY … FROM STDIN; with the data on the lines below and a closing line \\."),
            Map.entry("\\gexec", "write a DO block with EXECUTE"),
            Map.entry("\\if", "write a DO block with IF"),
            Map.entry("\\elif", "write a DO block with IF"),
            Map.entry("\\else", "write a DO block with IF"),
            Map.entry("\\endif", "write a DO block with IF"),
            Map.entry("\\g", "end the statement with a semicolon"),
            Map.entry("\\gx", "end the statement with a semicolon"),
            Map.entry("\\gset", "what a query returns is not known beforehand; write the value"),
            Map.entry("\\set", "psql variables are not substituted; write the value"),
            Map.entry("\\unset", "psql variables are not substituted; write the value"),
            Map.entry("\\connect", "a revision runs in one database, as one user"),
            Map.entry("\\c", "a revision runs in one database, as one user"),
            Map.entry("\\encoding", "save the file as UTF-8"),
            Map.entry("\\;", "write the statements one after the other, with plain semicolons"),
            Map.entry("\\:", "write a plain colon"),
            Map.entry("\\!", "a revision runs no program"));

    /** Read the command whose backslash is the first character of {@code line}. */
    static MetaCommand parse(String line) {
        if (line.startsWith("\\;") || line.startsWith("\\:")) {
            return new MetaCommand(line.substring(0, 2), "");
        }
        int end = 1;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end)) && line.charAt(end) != '\\') {
            end++;
        }
        return new MetaCommand(line.substring(0, end), line.substring(end).strip());
    }

    boolean setsVariable() {
        return name.equals("\\set") || name.equals("\\unset");
    }

    boolean isHarmless() {
        if (arguments.indexOf('\\') >= 0) {
            return false;
        }
        return PRINTING_ONLY.contains(name) || AROUND_A_DUMP.contains(name) || keepsEncoding() || keepsVariables();
    }

    /** Return why it is refused, and what to write instead. */
    String refusal() {
        String advice = Optional.ofNullable(INSTEAD.get(name))
                .or(() -> arguments.indexOf('\\') >= 0 ? Optional.of("write one command a line") : Optional.empty())
                .orElse("remove it");
        return "the psql command " + (name.equals("\\set") ? name + " " + firstArgument() : name)
                + " cannot be run here: " + advice;
    }

    private boolean keepsEncoding() {
        String encoding = arguments.toUpperCase(Locale.ROOT).replace("'", "");
        return name.equals("\\encoding") && (encoding.equals("UTF8") || encoding.equals("UTF-8"));
    }

    private boolean keepsVariables() {
        return setsVariable() && VARIABLES_WITHOUT_EFFECT.contains(firstArgument());
    }

    private String firstArgument() {
        return arguments.split("\\s", 2)[0];
    }
}
