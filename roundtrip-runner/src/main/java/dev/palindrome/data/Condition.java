package dev.palindrome.data;

import java.util.List;

/**
 * What a row of a table must satisfy.
 *
 * @param name of the CHECK constraint, or what else it is
 * @param columns those it looks at
 */
record Condition(String name, String expression, List<String> columns) {

    static final String PARTITION = "partition constraint";

    static final String POLICY = "row security policy";
}
