package dev.palindrome.roundtrip;

import dev.palindrome.data.SynthesisedRow;
import dev.palindrome.roundtrip.execution.SqlFailure;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The key that a constraint refused, as the server's detail names it: {@code Key (a, b)=(1, x) already exists}. */
record FailingKey(List<String> columns, List<String> values) {

    /** The words around it are in the server's language, the parentheses are not. */
    private static final Pattern KEY = Pattern.compile("\\(([^()]+)\\)=\\((.*?)\\)(?: |$)", Pattern.DOTALL);

    /** Return the key; empty where the detail has none, or one that cannot be taken apart. */
    static Optional<FailingKey> of(SqlFailure failure) {
        return failure.detail()
                .map(KEY::matcher)
                .filter(Matcher::find)
                .map(match -> new FailingKey(
                        List.of(match.group(1).split(", ", -1)),
                        List.of(match.group(2).split(", ", -1))))
                .filter(key -> key.columns.size() == key.values.size());
    }

    /** Return whether a row may be the one that holds the key: what was left to a default is not known. */
    boolean mayBeIn(SynthesisedRow row) {
        for (int i = 0; i < columns.size(); i++) {
            String literal = row.literal(columns.get(i));
            boolean same = literal.equals("DEFAULT")
                    || literal.equals(values.get(i))
                    || literal.equals("'" + values.get(i).replace("'", "''") + "'");
            if (!same) {
                return false;
            }
        }
        return true;
    }
}
