package dev.palindrome.data;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells defaults that give the same value on each run from those that look at a clock, a random number or the session. */
final class SteadyDefault {

    private static final Pattern STRING = Pattern.compile("'(?:[^']|'')*'");
    private static final Pattern TYPE = Pattern.compile("::\\s*[\\w.\" ]+(\\([0-9, ]*\\))?");
    private static final Pattern CALL = Pattern.compile("([\\w.\"]+)\\s*\\(");
    private static final Pattern MOMENT =
            Pattern.compile("'(?:now|today|tomorrow|yesterday)'", Pattern.CASE_INSENSITIVE);
    private static final Set<String> KEYWORDS = Set.of(
            "current_date",
            "current_time",
            "current_timestamp",
            "localtime",
            "localtimestamp",
            "current_user",
            "session_user",
            "user",
            "current_role",
            "current_catalog",
            "current_schema");

    private SteadyDefault() {}

    static boolean isSequence(String expression) {
        return expression.toLowerCase(Locale.ROOT).startsWith("nextval(");
    }

    static boolean isSteady(String expression) {
        if (isSequence(expression)) {
            return true;
        }
        if (MOMENT.matcher(expression).find()) {
            return false;
        }
        String code = TYPE.matcher(STRING.matcher(expression).replaceAll("''"))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        boolean keyword = Pattern.compile("\\W+").splitAsStream(code).anyMatch(KEYWORDS::contains);
        Matcher call = CALL.matcher(code);
        return !keyword && !call.find();
    }
}
