package dev.palindrome.schema;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The rights on an object, as a snapshot writes them: section 5.8 of PostgreSQL's manual, "Privileges". */
final class Grants {

    static final String PREFIX = "grant to ";

    private static final String ALL = "ALL";
    private static final String OPTION = " WITH GRANT OPTION";
    private static final String EVERYBODY = "PUBLIC";

    private static final ObjectName PUBLIC_SCHEMA = ObjectName.of(ObjectKind.SCHEMA, "public");

    private static final List<String> OF_TABLES =
            List.of("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN");

    private static final Map<ObjectKind, List<String>> PRIVILEGES = new EnumMap<>(Map.ofEntries(
            Map.entry(ObjectKind.TABLE, OF_TABLES),
            Map.entry(ObjectKind.FOREIGN_TABLE, OF_TABLES),
            Map.entry(ObjectKind.VIEW, OF_TABLES),
            Map.entry(ObjectKind.MATERIALIZED_VIEW, OF_TABLES),
            Map.entry(ObjectKind.COLUMN, List.of("SELECT", "INSERT", "UPDATE", "REFERENCES")),
            Map.entry(ObjectKind.SEQUENCE, List.of("USAGE", "SELECT", "UPDATE")),
            Map.entry(ObjectKind.SCHEMA, List.of("USAGE", "CREATE")),
            Map.entry(ObjectKind.TYPE, List.of("USAGE")),
            Map.entry(ObjectKind.DOMAIN, List.of("USAGE")),
            Map.entry(ObjectKind.FUNCTION, List.of("EXECUTE")),
            Map.entry(ObjectKind.PROCEDURE, List.of("EXECUTE")),
            Map.entry(ObjectKind.AGGREGATE, List.of("EXECUTE"))));

    private static final Set<ObjectKind> USABLE_BY_EVERYBODY = EnumSet.of(
            ObjectKind.TYPE, ObjectKind.DOMAIN, ObjectKind.FUNCTION, ObjectKind.PROCEDURE, ObjectKind.AGGREGATE);

    private final SchemaObject object;

    private Grants(SchemaObject object) {
        this.object = object;
    }

    static Grants on(SchemaObject object) {
        return new Grants(object);
    }

    /** Return why nothing can be said of an object's owner and rights; nothing where it can. */
    static Optional<String> reasonOfSilence(SchemaObject object) {
        if (object.attribute("owner").isPresent() || isExplicit(object)) {
            return Optional.empty();
        }
        return Optional.of(
                object.name().equals(PUBLIC_SCHEMA)
                        ? "the snapshot leaves out what PostgreSQL gives by itself on this schema, which differs by version"
                        : "the snapshot leaves out owners and grants");
    }

    private static boolean isExplicit(SchemaObject object) {
        return object.attributes().stream()
                .anyMatch(attribute -> attribute.name().startsWith(PREFIX));
    }

    /**
     * Return the privilege in capitals.
     *
     * @throws IllegalArgumentException when this kind of object has no such privilege
     */
    static String privilege(ObjectKind kind, String word) {
        List<String> known = PRIVILEGES.getOrDefault(kind, List.of());
        String privilege = word.strip().toUpperCase(Locale.ROOT);
        if (!privilege.equals(ALL) && !known.contains(privilege)) {
            throw new IllegalArgumentException("'%s' is no privilege on a %s, expected ALL or one of: %s"
                    .formatted(word, kind.label(), String.join(", ", known)));
        }
        return privilege;
    }

    boolean allows(String role, String privilege) {
        return of(role).stream()
                .map(right -> right.replace(OPTION, ""))
                .anyMatch(right -> right.equals(ALL) || right.equals(privilege));
    }

    boolean allowsGranting(String role, String privilege) {
        return of(role).stream().anyMatch(right -> right.equals(ALL + OPTION) || right.equals(privilege + OPTION));
    }

    /** Return a role's rights in PostgreSQL's words, whoever granted them; empty for none. */
    List<String> of(String role) {
        String grantee = role.equalsIgnoreCase(EVERYBODY) ? EVERYBODY : role;
        if (!isExplicit(object)) {
            return byDefault(grantee);
        }
        return object.attributes().stream()
                .filter(attribute -> attribute.name().equals(PREFIX + grantee)
                        || attribute.name().startsWith(PREFIX + grantee + " by "))
                .flatMap(attribute -> Stream.of(attribute.value().split(", ")))
                .filter(right -> !right.equals("none"))
                .toList();
    }

    /** PostgreSQL keeps no list of rights as long as nobody granted or revoked any. */
    private List<String> byDefault(String grantee) {
        ObjectKind kind = object.name().kind();
        if (object.attribute("owner").filter(grantee::equals).isPresent()) {
            return List.of(ALL);
        }
        return grantee.equals(EVERYBODY) && USABLE_BY_EVERYBODY.contains(kind)
                ? List.copyOf(PRIVILEGES.getOrDefault(kind, List.of()))
                : List.of();
    }
}
