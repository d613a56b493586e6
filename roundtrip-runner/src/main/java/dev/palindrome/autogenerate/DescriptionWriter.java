package dev.palindrome.autogenerate;

import dev.palindrome.schema.Attribute;
import dev.palindrome.schema.ObjectKind;
import dev.palindrome.schema.ObjectName;
import dev.palindrome.schema.SchemaObject;
import dev.palindrome.schema.model.SqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes what any kind of object may have: a comment, an owner, grants. */
final class DescriptionWriter {

    private static final String GRANT = "grant to ";

    private static final String IN_SCHEMA = " in schema ";

    private final String role;

    /** @param role the role that runs the statements, to which new objects belong */
    DescriptionWriter(String role) {
        this.role = role;
    }

    /** @param before null for an object that is new */
    List<Change> describe(@Nullable SchemaObject before, SchemaObject after) {
        List<Change> changes = new ArrayList<>();
        owner(before, after).ifPresent(changes::add);
        grants(before, after).forEach(changes::add);
        Optional<String> comment = after.attribute("comment");
        if (!comment.equals(Optional.ofNullable(before).flatMap(object -> object.attribute("comment")))) {
            changes.add(Change.of(
                    Phase.DESCRIBE,
                    after.name(),
                    "COMMENT ON " + Sql.described(after) + " IS "
                            + comment.map(Sql::literal).orElse("NULL")));
        }
        return changes;
    }

    private Optional<Change> owner(@Nullable SchemaObject before, SchemaObject after) {
        String is = before == null ? role : before.attribute("owner").orElse(role);
        return after.attribute("owner")
                .filter(owner -> !owner.equals(is))
                // A sequence of a column has the owner of its table.
                .filter(owner -> after.parent() == null)
                .map(owner -> Change.of(
                        Phase.DESCRIBE,
                        after.name(),
                        "ALTER " + Sql.kind(after.name()) + " " + Sql.name(after.name()) + " OWNER TO "
                                + SqlNames.of(owner)));
    }

    /** Return what makes the grants of one object those of another. */
    static List<Change> grants(@Nullable SchemaObject before, SchemaObject after) {
        List<Attribute> former = before == null ? List.of() : before.attributes();
        return Stream.concat(former.stream(), after.attributes().stream())
                .map(Attribute::name)
                // Those by another role than the owner cannot be given in its name.
                .filter(name -> name.startsWith(GRANT) && !name.contains(" by "))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .filter(name -> before == null || !before.attribute(name).equals(after.attribute(name)))
                .map(name -> Change.of(Phase.DESCRIBE, after.name(), grant(before, after, name)))
                .toList();
    }

    private static List<String> grant(@Nullable SchemaObject before, SchemaObject after, String attribute) {
        String grantee = attribute.substring(GRANT.length());
        String to = grantee.equals("PUBLIC") ? grantee : SqlNames.of(grantee);
        String rights = after.attribute(attribute).orElseGet(() -> usual(after, grantee));
        List<String> statements = new ArrayList<>();
        if (before != null || rights.equals("none")) {
            statements.add("REVOKE ALL" + on(after.name()) + " FROM " + to);
        }
        if (!rights.equals("none")) {
            for (String right : rights.split(", ", -1)) {
                boolean grantable = right.endsWith(" WITH GRANT OPTION");
                String word = grantable ? right.substring(0, right.indexOf(" WITH GRANT OPTION")) : right;
                statements.add(
                        "GRANT " + word + on(after.name()) + " TO " + to + (grantable ? " WITH GRANT OPTION" : ""));
            }
        }
        return after.name().kind() == ObjectKind.DEFAULT_PRIVILEGES
                ? statements.stream()
                        .map(statement -> byDefault(after.name()) + statement)
                        .toList()
                : statements;
    }

    private static String byDefault(ObjectName privileges) {
        int schema = privileges.arguments().indexOf(IN_SCHEMA);
        return "ALTER DEFAULT PRIVILEGES FOR ROLE " + SqlNames.of(privileges.simpleName())
                + (schema < 0 ? "" : " IN SCHEMA " + privileges.arguments().substring(schema + IN_SCHEMA.length()))
                + " ";
    }

    /** What goes without saying of a new object: section 5.8 of PostgreSQL's manual, "Privileges". */
    private static String usual(SchemaObject object, String grantee) {
        if (object.name().kind() == ObjectKind.DEFAULT_PRIVILEGES) {
            return usualByDefault(object.name(), grantee);
        }
        if (object.attribute("owner").filter(grantee::equals).isPresent()) {
            return "ALL";
        }
        return switch (object.name().kind()) {
            case FUNCTION, PROCEDURE, AGGREGATE -> grantee.equals("PUBLIC") ? "EXECUTE" : "none";
            case TYPE, DOMAIN, LANGUAGE -> grantee.equals("PUBLIC") ? "USAGE" : "none";
            default -> "none";
        };
    }

    /** Those of one schema add to the usual ones, so that nothing is usual there. */
    private static String usualByDefault(ObjectName privileges, String grantee) {
        String kind = privileges.arguments();
        if (kind.contains(IN_SCHEMA)) {
            return "none";
        }
        if (grantee.equals(privileges.simpleName())) {
            return "ALL";
        }
        return !grantee.equals("PUBLIC")
                ? "none"
                : switch (kind) {
                    case "routines" -> "EXECUTE";
                    case "types" -> "USAGE";
                    default -> "none";
                };
    }

    private static String on(ObjectName name) {
        if (name.kind() == ObjectKind.DEFAULT_PRIVILEGES) {
            int schema = name.arguments().indexOf(IN_SCHEMA);
            String kind = schema < 0 ? name.arguments() : name.arguments().substring(0, schema);
            return " ON " + kind.toUpperCase(Locale.ROOT);
        }
        if (name.kind() == ObjectKind.AGGREGATE) {
            return " ON FUNCTION " + SqlNames.path(name.path()) + "(" + name.arguments() + ")";
        }
        return name.kind() == ObjectKind.COLUMN
                ? " (" + Sql.simpleName(name) + ") ON TABLE " + Sql.owner(name)
                : " ON " + grantKind(name) + " " + Sql.name(name);
    }

    private static String grantKind(ObjectName name) {
        return switch (name.kind()) {
            case VIEW, MATERIALIZED_VIEW, TABLE, FOREIGN_TABLE -> "TABLE";
            case SERVER -> "FOREIGN SERVER";
            default -> Sql.kind(name);
        };
    }
}
