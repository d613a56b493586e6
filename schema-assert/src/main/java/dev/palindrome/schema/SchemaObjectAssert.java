package dev.palindrome.schema;

/** Claims on an object of whatever kind, by the attributes that a snapshot's text shows. */
public final class SchemaObjectAssert extends OwnedAssert<SchemaObjectAssert> {

    SchemaObjectAssert(Subject subject) {
        super(subject);
    }
}
