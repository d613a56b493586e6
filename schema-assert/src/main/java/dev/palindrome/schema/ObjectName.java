package dev.palindrome.schema;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The identity of a schema object: its kind, its qualified name, and what else tells it from its namesakes, such as the
 * types of a routine's arguments.
 *
 * <p>Ordered by name, then kind, in the order of the characters' codes, which is the same in every locale.
 *
 * @param path the name from the outside in, such as schema, table, column; unquoted
 * @param arguments what stands in parentheses: argument types of a routine or operator, the access method of an operator
 *     class or family, a transform's type, what default privileges are for; empty for any other kind
 */
public record ObjectName(ObjectKind kind, List<String> path, String arguments) implements Comparable<ObjectName> {

    private static final Comparator<ObjectName> ORDER = Comparator.comparing(ObjectName::path, ObjectName::comparePaths)
            .thenComparing(ObjectName::kind)
            .thenComparing(ObjectName::arguments);

    public ObjectName {
        path = List.copyOf(path);
        if (path.isEmpty()) {
            throw new IllegalArgumentException("path must not be empty");
        }
    }

    /** Return the identity of an object that takes no arguments. */
    public static ObjectName of(ObjectKind kind, String... path) {
        return new ObjectName(kind, List.of(path), "");
    }

    /**
     * Read what {@link #toString()} wrote, such as {@code column public.orders.status}.
     *
     * @throws IllegalArgumentException when the text is not an object's name
     */
    public static ObjectName parse(String text) {
        NameScanner scanner = new NameScanner(text);
        ObjectName name = scanner.objectName();
        scanner.expectEnd();
        return name;
    }

    /** Return the last part of the name. */
    public String simpleName() {
        return path.get(path.size() - 1);
    }

    /** Return the name without its kind, such as {@code public.orders.status}, quoted where it is needed. */
    public String qualifiedName() {
        String outer = path.subList(0, path.size() - 1).stream()
                .map(part -> Identifiers.quote(part) + ".")
                .collect(Collectors.joining());
        // PostgreSQL has no quotes around the name of an operator.
        String name = outer + (kind == ObjectKind.OPERATOR ? simpleName() : Identifiers.quote(simpleName()));
        return kind.takesArguments() ? name + "(" + Identifiers.escape(arguments) + ")" : name;
    }

    ObjectName child(ObjectKind childKind, String name) {
        int outer = childKind.isNamedInSchema() ? path.size() - 1 : path.size();
        String[] childPath = new String[outer + 1];
        for (int i = 0; i < outer; i++) {
            childPath[i] = path.get(i);
        }
        childPath[outer] = name;
        return of(childKind, childPath);
    }

    /** Return kind and name, such as {@code function public.total(integer, text)}. */
    @Override
    public String toString() {
        return kind.label() + " " + qualifiedName();
    }

    @Override
    public int compareTo(ObjectName other) {
        return ORDER.compare(this, other);
    }

    private static int comparePaths(List<String> left, List<String> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = left.get(i).compareTo(right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }
}
