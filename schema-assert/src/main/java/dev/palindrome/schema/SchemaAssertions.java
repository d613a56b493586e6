package dev.palindrome.schema;

/** Entry point of the assertions on schemas, for a static import. Needs AssertJ on the class path. */
public final class SchemaAssertions {

    private SchemaAssertions() {}

    /** Begin an assertion on a snapshot. */
    public static SchemaSnapshotAssert assertThat(SchemaSnapshot actual) {
        return new SchemaSnapshotAssert(actual);
    }
}
