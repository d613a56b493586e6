package dev.palindrome.schema;

import java.util.Arrays;
import java.util.List;

/** Claims on a composite or a range type. For an enum, see {@link EnumAssert}. */
public final class TypeAssert extends OwnedAssert<TypeAssert> {

    TypeAssert(Subject subject) {
        super(subject);
    }

    /**
     * Verify that the type is a composite of exactly these fields in this order.
     *
     * @throws AssertionError when it has others, or in another order
     */
    public TypeAssert hasFields(String... names) {
        List<String> expected = Arrays.stream(names)
                .map(name -> Identifiers.quote(Names.simple(ObjectKind.ATTRIBUTE, name)))
                .toList();
        List<String> actual = subject().partNames(ObjectKind.ATTRIBUTE);
        return is(
                expected.equals(actual),
                "to have the fields %s in this order".formatted(list(expected)),
                actual.isEmpty() ? "it has none" : "it has " + list(actual));
    }

    /**
     * Go to a field of a composite type.
     *
     * @throws AssertionError when there is none
     */
    public ColumnAssert field(String name) {
        return new ColumnAssert(subject().part(ObjectKind.ATTRIBUTE, name));
    }

    /**
     * Verify that the type is a range.
     *
     * @param type what it ranges over
     * @throws AssertionError when it is a range of another type, or none
     */
    public TypeAssert isRangeOf(String type) {
        String actual = value("range of").orElse("none");
        return TypeNames.isSame(type, actual) ? this : has("range of", "the subtype", TypeNames.canonical(type));
    }
}
