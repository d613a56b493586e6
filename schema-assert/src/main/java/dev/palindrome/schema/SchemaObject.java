package dev.palindrome.schema;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A schema object with its canonical definition. Two objects with equal attributes are defined the same.
 *
 * @param parent the object that this one belongs to, such as a column's table; null for one that stands alone
 * @param rank the place among the columns of the same table, counted from 1; 0 where order has no meaning
 * @param attributes what defines the object, in a fixed order
 */
public record SchemaObject(ObjectName name, @Nullable ObjectName parent, int rank, List<Attribute> attributes) {

    public SchemaObject {
        attributes = List.copyOf(attributes);
    }

    /** Return the value of an attribute, or nothing where the object has no such attribute. */
    public Optional<String> attribute(String attributeName) {
        return attributes.stream()
                .filter(attribute -> attribute.name().equals(attributeName))
                .map(Attribute::value)
                .findFirst();
    }

    /** Return the definition in a few words on one line, such as {@code enum (new, paid, shipped)}. */
    public String summary() {
        return Summary.of(this);
    }
}
