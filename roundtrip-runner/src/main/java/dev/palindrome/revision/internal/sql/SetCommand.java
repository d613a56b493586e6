package dev.palindrome.revision.internal.sql;

import java.util.Optional;
import java.util.Set;

/**
 * The psql commands that set variables and take them away, by the rules of psql's own scanner for the arguments of commands (psqlscanslash.l): single
 * quotes with escapes as in C, double quotes that stay, references to variables, and all values put together.
 */
final class SetCommand {

    /** What the script does, and not only what psql prints, depends on them. */
    private static final Set<String> WITH_EFFECT =
            Set.of("AUTOCOMMIT", "ON_ERROR_ROLLBACK", "SINGLELINE", "SINGLESTEP");

    private static final char END = '\0';

    private final String text;
    private final PsqlVariables variables;
    private final StringBuilder argument = new StringBuilder();
    private String refusal = "";
    private boolean isPrinted;
    private int at;

    private SetCommand(String text, PsqlVariables variables) {
        this.text = text;
        this.variables = variables;
    }

    /**
     * Change the variables.
     *
     * @param command without effect on the variables where it is refused
     * @return why it is refused; empty when it was done
     */
    static Optional<String> run(MetaCommand command, PsqlVariables variables) {
        return new SetCommand(command.arguments(), variables).run(command.name());
    }

    private Optional<String> run(String command) {
        Optional<String> name = next();
        StringBuilder value = new StringBuilder();
        if (command.equals("\\set")) {
            for (Optional<String> part = next(); part.isPresent(); part = next()) {
                value.append(part.get());
            }
        }
        if (isPrinted && refusal.isEmpty()) {
            if (name.filter(variables::isGiven).isPresent()) {
                return Optional.empty();
            }
            refusal =
                    "it takes what a program prints for a value, and none is run to read a script: give %s a value with palindrome.sqitchSet"
                            .formatted(name.orElse(""));
        }
        if (!refusal.isEmpty()) {
            return Optional.of("the psql command " + command + " cannot be run here: " + refusal);
        }
        if (name.isEmpty()) {
            // psql prints them all.
            return Optional.empty();
        }
        if (!PsqlVariables.isName(name.get())) {
            return Optional.of(
                    "the psql command %s names no variable: '%s' has other characters than letters, digits and _"
                            .formatted(command, name.get()));
        }
        if (WITH_EFFECT.contains(name.get())) {
            return Optional.of("the psql command %s %s cannot be run here: it changes how psql runs the script"
                    .formatted(command, name.get()));
        }
        if (command.equals("\\set")) {
            variables.set(name.get(), value.toString());
        } else {
            variables.unset(name.get());
        }
        return Optional.empty();
    }

    private Optional<String> next() {
        while (isBlank(peek())) {
            at++;
        }
        if (peek() == END || !refusal.isEmpty()) {
            return Optional.empty();
        }
        argument.setLength(0);
        while (peek() != END && !isBlank(peek()) && refusal.isEmpty()) {
            part();
        }
        return Optional.of(argument.toString());
    }

    private void part() {
        switch (peek()) {
            case '\'' -> quoted();
            case '"' -> doubleQuoted();
            case '`' -> printed();
            case '\\' -> refusal = "write one command a line";
            case ':' -> reference();
            default -> argument.append(text.charAt(at++));
        }
    }

    private void reference() {
        int end = SqlTokenizer.endOfVariable(text, at, text.length());
        if (end < 0) {
            argument.append(text.charAt(at++));
            return;
        }
        String reference = text.substring(at, end);
        variables.refusalOfName(reference).ifPresent(reason -> refusal = reason);
        // A value is taken here as it is: what it refers to is replaced where it is used.
        argument.append(variables.value(reference));
        at = end;
    }

    private void printed() {
        int end = text.indexOf('`', at + 1);
        if (end < 0) {
            refusal = "a quote is not closed";
            return;
        }
        isPrinted = true;
        at = end + 1;
    }

    private void doubleQuoted() {
        int end = text.indexOf('"', at + 1);
        if (end < 0) {
            refusal = "a quote is not closed";
            return;
        }
        argument.append(text, at, end + 1);
        at = end + 1;
    }

    private void quoted() {
        at++;
        while (peek() != END) {
            char character = text.charAt(at++);
            if (character == '\'' && peek() == '\'') {
                argument.append('\'');
                at++;
            } else if (character == '\'') {
                return;
            } else if (character == '\\') {
                escape();
            } else {
                argument.append(character);
            }
        }
        refusal = "a quote is not closed";
    }

    private void escape() {
        char escaped = peek();
        if (escaped == END) {
            return;
        }
        if (isDigit(escaped, 8)) {
            code(8, 3);
        } else if (escaped == 'x' && at + 1 < text.length() && isDigit(text.charAt(at + 1), 16)) {
            at++;
            code(16, 2);
        } else {
            at++;
            argument.append(
                    switch (escaped) {
                        case 'n' -> '\n';
                        case 't' -> '\t';
                        case 'b' -> '\b';
                        case 'r' -> '\r';
                        case 'f' -> '\f';
                        default -> escaped;
                    });
        }
    }

    private void code(int base, int digits) {
        int value = 0;
        for (int count = 0; count < digits && isDigit(peek(), base); count++) {
            value = value * base + Character.digit(text.charAt(at++), base);
        }
        if (value == 0 || value >= 0x80) {
            refusal = "it gives a byte by number that is no ASCII character; write the character";
        } else {
            argument.append((char) value);
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    private static boolean isDigit(char character, int base) {
        return character < 0x80 && Character.digit(character, base) >= 0;
    }

    private static boolean isBlank(char character) {
        return character == ' ' || (character >= '\t' && character <= '\r');
    }
}
