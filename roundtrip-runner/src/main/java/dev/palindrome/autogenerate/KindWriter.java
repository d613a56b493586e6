package dev.palindrome.autogenerate;

import dev.palindrome.schema.SchemaObject;
import java.util.List;
import java.util.stream.Stream;

/** Writes the statements for one kind of object. Comments, owners and grants are not its affair: {@link DescriptionWriter}. */
interface KindWriter {

    /** Return what creates the object; empty where it comes by itself, or cannot be written. */
    List<Change> create(SchemaObject object, Schema schema);

    Change drop(SchemaObject object);

    /** Return what makes one of the other; what it cannot express is left out. */
    default List<Change> alter(SchemaObject before, SchemaObject after, Schemas schemas) {
        return Stream.concat(Stream.of(drop(before)), create(after, schemas.after()).stream())
                .toList();
    }

    /** Return whether a part comes with {@link #create}. */
    default boolean brings(SchemaObject part) {
        return false;
    }

    /** Return whether an attribute is there on one side only, or has another value. */
    static boolean differ(SchemaObject before, SchemaObject after, String attribute) {
        return !before.attribute(attribute).equals(after.attribute(attribute));
    }

    /** The schema that is there, and the wanted one. */
    record Schemas(Schema before, Schema after) {}
}
