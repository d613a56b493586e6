package dev.palindrome.autogenerate;

import dev.palindrome.schema.ObjectKind;
import dev.palindrome.schema.ObjectName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What has to go before an object can be changed or dropped: {@code pg_depend} in PostgreSQL's manual. */
final class DependentObjects {

    /** What belongs to an object inseparably counts as the object: a key's index, a view's rule, a type's array. */
    private static final String QUERY = """
            WITH RECURSIVE self AS (
                SELECT classid, objid, objsubid FROM pg_get_object_address(?, ?, ?)
                UNION
                SELECT d.classid, d.objid, d.objsubid
                FROM self s
                JOIN pg_depend d ON d.refclassid = s.classid AND d.refobjid = s.objid AND d.deptype = 'i'
            )
            SELECT DISTINCT i.type, i.object_names,
                CASE d.classid
                    WHEN 'pg_proc'::regclass
                    THEN (SELECT oidvectortypes(p.proargtypes) FROM pg_proc p WHERE p.oid = d.objid)
                    WHEN 'pg_operator'::regclass
                    THEN (SELECT coalesce(format_type(nullif(o.oprleft, 0), NULL), 'NONE') || ', '
                            || coalesce(format_type(nullif(o.oprright, 0), NULL), 'NONE')
                        FROM pg_operator o WHERE o.oid = d.objid)
                    ELSE '' END
            FROM self s
            JOIN pg_depend d ON d.refclassid = s.classid AND d.refobjid = s.objid
                AND (s.objsubid = 0 OR d.refobjsubid = s.objsubid) AND d.deptype IN ('n', 'a')
            CROSS JOIN LATERAL pg_identify_object_as_address(d.classid, d.objid, d.objsubid) i
            WHERE (d.classid, d.objid) NOT IN (SELECT classid, objid FROM self)
            ORDER BY 1, 2, 3
            """;

    private static final String OPERATOR_CLASS = "operator class";

    private static final Map<String, ObjectKind> KINDS = Map.ofEntries(
            Map.entry("table constraint", ObjectKind.CONSTRAINT),
            Map.entry("domain constraint", ObjectKind.CONSTRAINT),
            Map.entry("index", ObjectKind.INDEX),
            Map.entry("view", ObjectKind.VIEW),
            Map.entry("materialized view", ObjectKind.MATERIALIZED_VIEW),
            Map.entry("function", ObjectKind.FUNCTION),
            Map.entry("aggregate", ObjectKind.AGGREGATE),
            Map.entry("operator", ObjectKind.OPERATOR),
            Map.entry(OPERATOR_CLASS, ObjectKind.OPERATOR_CLASS),
            Map.entry("event trigger", ObjectKind.EVENT_TRIGGER),
            Map.entry("text search configuration", ObjectKind.TEXT_SEARCH_CONFIGURATION),
            Map.entry("text search dictionary", ObjectKind.TEXT_SEARCH_DICTIONARY),
            Map.entry("server", ObjectKind.SERVER),
            Map.entry("foreign table", ObjectKind.FOREIGN_TABLE),
            Map.entry("procedure", ObjectKind.PROCEDURE),
            Map.entry("trigger", ObjectKind.TRIGGER),
            Map.entry("policy", ObjectKind.POLICY),
            Map.entry("rule", ObjectKind.RULE),
            Map.entry("statistics object", ObjectKind.STATISTICS),
            Map.entry("default value", ObjectKind.COLUMN));

    private final Connection session;

    DependentObjects(Connection session) {
        this.session = session;
    }

    /** Return them by name; empty where the server knows no such object. The transaction stays as it is. */
    List<ObjectName> of(ObjectName object) throws SQLException {
        Savepoint savepoint = session.setSavepoint();
        try {
            return read(object);
        } catch (SQLException e) {
            // The object is gone already, or is of a kind that has no address.
            return List.of();
        } finally {
            session.rollback(savepoint);
        }
    }

    private List<ObjectName> read(ObjectName object) throws SQLException {
        try (Statement setting = session.createStatement()) {
            // Types are named as in a snapshot.
            setting.execute("SET LOCAL search_path = pg_catalog");
        }
        try (PreparedStatement query = session.prepareStatement(QUERY)) {
            query.setString(1, addressType(object));
            query.setArray(2, texts(addressNames(object)));
            query.setArray(3, texts(addressArguments(object)));
            List<ObjectName> dependents = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    name(rows.getString(1), strings(rows.getArray(2)), rows.getString(3))
                            .ifPresent(dependents::add);
                }
            }
            return dependents;
        }
    }

    private Array texts(List<String> values) throws SQLException {
        return session.createArrayOf("text", values.toArray());
    }

    private static List<String> strings(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(String::valueOf).toList();
    }

    private static String addressType(ObjectName object) {
        return switch (object.kind()) {
            case COLUMN -> "table column";
            // One of a domain has another address; nothing depends on it.
            case CONSTRAINT -> "table constraint";
            case ATTRIBUTE -> "type";
            case STATISTICS -> "statistics object";
            case FOREIGN_DATA_WRAPPER -> "foreign-data wrapper";
            default -> object.kind().label();
        };
    }

    private static List<String> addressNames(ObjectName object) {
        return switch (object.kind()) {
            case TYPE, DOMAIN -> List.of(Sql.name(object));
            case ATTRIBUTE -> List.of(Sql.owner(object));
            case OPERATOR_CLASS, OPERATOR_FAMILY ->
                Stream.concat(Stream.of(object.arguments()), object.path().stream())
                        .toList();
            default -> object.path();
        };
    }

    private static List<String> addressArguments(ObjectName object) {
        boolean none = object.arguments().isEmpty()
                || object.kind() == ObjectKind.OPERATOR_CLASS
                || object.kind() == ObjectKind.OPERATOR_FAMILY;
        return none ? List.of() : List.of(object.arguments().split(", "));
    }

    private static Optional<ObjectName> name(String type, List<String> names, String arguments) {
        if (type.equals("rule") && names.get(names.size() - 1).equals("_RETURN")) {
            // Whether it is a materialized one, the caller knows.
            return Optional.of(new ObjectName(ObjectKind.VIEW, names.subList(0, names.size() - 1), ""));
        }
        if (type.equals(OPERATOR_CLASS)) {
            // The access method stands first.
            return Optional.of(new ObjectName(ObjectKind.OPERATOR_CLASS, names.subList(1, names.size()), names.get(0)));
        }
        return Optional.ofNullable(KINDS.get(type)).map(kind -> new ObjectName(kind, names, arguments));
    }
}
