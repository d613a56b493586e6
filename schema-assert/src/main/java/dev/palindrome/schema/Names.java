package dev.palindrome.schema;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names as a user writes them in an assertion: a missing schema means {@code public}. */
final class Names {

    private static final String DEFAULT_SCHEMA = "public";

    private Names() {}

    /**
     * Read a name such as {@code orders} or {@code shop.orders}.
     *
     * @throws IllegalArgumentException when it is not one
     */
    static ObjectName inSchema(ObjectKind kind, String name) {
        ObjectName given = parse(kind, name);
        return switch (given.path().size()) {
            case 1 -> ObjectName.of(kind, DEFAULT_SCHEMA, given.simpleName());
            case 2 -> given;
            default -> throw malformed(kind, name, null);
        };
    }

    /** Read the name of a routine with the types of its arguments, such as {@code total(integer, text)}. */
    static ObjectName routine(ObjectKind kind, String signature) {
        int open = signature.indexOf('(');
        if (open < 0 || !signature.endsWith(")")) {
            throw new IllegalArgumentException(
                    "'%s' names no %s: write the types of its arguments behind the name, such as total(integer, text) or total()"
                            .formatted(signature, kind.label()));
        }
        // the part behind the name is not looked at here, so any routine's kind will do
        ObjectName given = inSchema(ObjectKind.TABLE, signature.substring(0, open));
        String arguments = Arrays.stream(
                        signature.substring(open + 1, signature.length() - 1).split(","))
                .map(TypeNames::canonical)
                .collect(Collectors.joining(", "));
        return new ObjectName(kind, given.path(), arguments);
    }

    /** Read the name of something that stands in no schema, such as an extension. */
    static ObjectName global(ObjectKind kind, String name) {
        return ObjectName.of(kind, simple(kind, name));
    }

    /** Read a name of one part, such as a column's; return it unquoted. */
    static String simple(ObjectKind kind, String name) {
        ObjectName given = parse(kind, name);
        if (given.path().size() != 1) {
            throw malformed(kind, name, null);
        }
        return given.simpleName();
    }

    private static ObjectName parse(ObjectKind kind, String name) {
        try {
            NameScanner scanner = new NameScanner(ObjectKind.TABLE.label() + " " + name);
            ObjectName scanned = scanner.objectName();
            scanner.expectEnd();
            return new ObjectName(kind, scanned.path(), "");
        } catch (IllegalArgumentException e) {
            throw malformed(kind, name, e);
        }
    }

    private static IllegalArgumentException malformed(
            ObjectKind kind, String name, @Nullable IllegalArgumentException cause) {
        boolean bare = name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '$');
        String remedy = bare && !name.isEmpty()
                ? "write \"%s\" in double quotes, or %s".formatted(name, name.toLowerCase(Locale.ROOT))
                : "write it as in SQL, with a part that is not plain lower case in double quotes";
        return new IllegalArgumentException(
                "'%s' is not the name of a %s: %s".formatted(name, kind.label(), remedy), cause);
    }
}
