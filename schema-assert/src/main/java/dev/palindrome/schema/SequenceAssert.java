package dev.palindrome.schema;

/** Claims on a sequence. That of an identity column is told with the column. */
public final class SequenceAssert extends OwnedAssert<SequenceAssert> {

    SequenceAssert(Subject subject) {
        super(subject);
    }

    /**
     * Verify the type: {@code bigint}, {@code integer} or {@code smallint}.
     *
     * @throws AssertionError when it is another one
     */
    public SequenceAssert hasType(String type) {
        return has("type", "type", TypeNames.canonical(type));
    }

    /**
     * Verify the first value.
     *
     * @throws AssertionError when it is another one
     */
    public SequenceAssert startsAt(long first) {
        String usual = value(incrementsDown() ? "maximum" : "minimum").orElse(incrementsDown() ? "-1" : "1");
        return isNumber("start", usual, "to start at ", first);
    }

    private boolean incrementsDown() {
        return value("increment").filter(step -> step.startsWith("-")).isPresent();
    }

    /**
     * Verify the step from one value to the next.
     *
     * @throws AssertionError when it is another one
     */
    public SequenceAssert incrementsBy(long step) {
        return isNumber("increment", "1", "to increment by ", step);
    }

    private SequenceAssert isNumber(String attribute, String usual, String words, long expected) {
        String actual = value(attribute).orElse(usual);
        return is(actual.equals(String.valueOf(expected)), words + expected, attribute + " is " + actual);
    }

    /**
     * Verify that the sequence begins anew at its end.
     *
     * @throws AssertionError when it does not
     */
    public SequenceAssert cycles() {
        return is(hasFlag("cycle"), "to cycle", "it does not");
    }

    /**
     * Verify that the sequence ends at its end.
     *
     * @throws AssertionError when it cycles
     */
    public SequenceAssert doesNotCycle() {
        return is(!hasFlag("cycle"), "not to cycle", "it does");
    }

    /**
     * Verify the column with which the sequence is dropped.
     *
     * @param table without a schema in {@code public}
     * @throws AssertionError when it is another one or none
     */
    public SequenceAssert isOwnedBy(String table, String column) {
        ObjectName owner = Names.inSchema(ObjectKind.TABLE, table)
                .child(ObjectKind.COLUMN, Names.simple(ObjectKind.COLUMN, column));
        return has("owned by", "the owning column", owner.qualifiedName());
    }

    /**
     * Verify that the sequence is dropped with no column.
     *
     * @throws AssertionError when it is
     */
    public SequenceAssert isOwnedByNoColumn() {
        return hasNot("owned by", "owning column");
    }
}
