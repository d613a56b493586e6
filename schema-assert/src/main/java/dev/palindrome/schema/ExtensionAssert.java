package dev.palindrome.schema;

/** Claims on an extension. */
public final class ExtensionAssert extends ObjectAssert<ExtensionAssert> {

    ExtensionAssert(Subject subject) {
        super(subject);
    }

    /**
     * Verify the schema that holds what the extension brings.
     *
     * @throws AssertionError when it is another one
     */
    public ExtensionAssert isInSchema(String schema) {
        return has("schema", "the schema", Names.simple(ObjectKind.SCHEMA, schema));
    }
}
