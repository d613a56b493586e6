package dev.palindrome.data.internal.catalog;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the catalogue, one query for each kind of thing, in one round trip. */
final class CatalogReader {

    private static final String USER_TABLES = """
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
              AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
              AND NOT EXISTS (SELECT FROM pg_depend e
                              WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
              AND %s
            """;

    private static final String SESSION = "SELECT current_setting('is_superuser') = 'on'";

    /** {@code format_type} writes bpchar as character, which reads as character(1). */
    private static final String TYPES = """
            SELECT t.oid,
                   CASE WHEN n.nspname = 'pg_catalog' THEN 'pg_catalog.' || quote_ident(t.typname) ELSE format_type(t.oid, NULL) END,
                   t.typname, n.nspname = 'pg_catalog', t.typtype,
                   t.typcategory = 'A' AND t.typelem <> 0 AND t.typlen = -1 AND t.typname NOT IN ('int2vector', 'oidvector'),
                   CASE t.typtype WHEN 'd' THEN t.typbasetype
                                  WHEN 'r' THEN (SELECT r.rngsubtype FROM pg_range r WHERE r.rngtypid = t.oid)
                                  WHEN 'm' THEN (SELECT r.rngtypid FROM pg_range r WHERE r.rngmultitypid = t.oid)
                                  ELSE t.typelem END,
                   t.typtypmod, t.typnotnull,
                   CASE t.typtype WHEN 'e' THEN array(SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder)
                                  ELSE '{}' END,
                   CASE t.typtype WHEN 'd' THEN array(SELECT d.conname::text FROM pg_constraint d
                         WHERE d.contypid = t.oid AND d.contype = 'c' ORDER BY d.conname COLLATE "C") ELSE '{}' END,
                   CASE t.typtype WHEN 'd' THEN array(SELECT pg_get_expr(d.conbin, 0) FROM pg_constraint d
                         WHERE d.contypid = t.oid AND d.contype = 'c' ORDER BY d.conname COLLATE "C") ELSE '{}' END,
                   array(SELECT a.attname::text FROM pg_attribute a
                         WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum),
                   array(SELECT a.atttypid::bigint FROM pg_attribute a
                         WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum),
                   array(SELECT a.atttypmod FROM pg_attribute a
                         WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum)
            FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
            WHERE t.typtype <> 'p' AND t.oid %s
              AND NOT (t.typrelid <> 0 AND (n.nspname = 'information_schema' OR n.nspname ~ '^pg_'))
            """;

    /**
     * Below stand those that initdb made, which each database of a server has from its template (manual, System Catalog Declarations and Initial
     * Contents, OID Assignment).
     */
    private static final String OWN_OIDS = ">= 16384";

    private static final String FIXED_OIDS = "< 16384";

    private static final String SERVER =
            "SELECT system_identifier || ' ' || current_setting('server_version') FROM pg_control_system()";

    private static final Map<String, List<DataType>> FIXED_TYPES = new ConcurrentHashMap<>();

    private static final String TABLES =
            """
            SELECT c.oid, n.nspname, c.relname, c.relkind = 'p',
                   CASE WHEN c.relispartition THEN pg_partition_root(c.oid)::oid ELSE 0 END,
                   CASE WHEN c.relispartition THEN pg_get_partition_constraintdef(c.oid) END,
                   coalesce(pg_get_expr(c.relpartbound, c.oid), ''), row_security_active(c.oid)
            """ + USER_TABLES + " ORDER BY n.nspname COLLATE \"C\", c.relname COLLATE \"C\"";

    private static final String COLUMNS = """
            SELECT a.attrelid, a.attname, a.attnum, a.atttypid, a.atttypmod, format_type(a.atttypid, a.atttypmod),
                   a.attnotnull, a.attidentity <> '', a.attgenerated <> '',
                   (SELECT pg_get_expr(f.adbin, f.adrelid) FROM pg_attrdef f WHERE f.adrelid = a.attrelid AND f.adnum = a.attnum)
            FROM pg_attribute a
            WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attrelid IN (SELECT c.oid %s)
            ORDER BY a.attrelid, a.attnum
            """.formatted(USER_TABLES);

    /**
     * A foreign key that points to a partitioned table has a row for each partition besides its own, with the same table as the row above it:
     * those are left out.
     */
    private static final String CONSTRAINTS = """
            SELECT k.conrelid, k.conname, k.contype,
                   array(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY u(number, place)
                         JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number ORDER BY u.place),
                   k.confrelid,
                   array(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY u(number, place)
                         JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.number ORDER BY u.place),
                   k.confmatchtype = 'f', coalesce(pg_get_expr(k.conbin, k.conrelid), ''), pg_get_constraintdef(k.oid)
            FROM pg_constraint k
            WHERE k.contype IN ('c', 'f') AND k.conrelid IN (SELECT c.oid %s)
              AND NOT EXISTS (SELECT FROM pg_constraint p WHERE p.oid = k.conparentid AND p.conrelid = k.conrelid)
            ORDER BY k.conrelid, k.conname COLLATE "C"
            """.formatted(USER_TABLES);

    /** Columns that only an expression or a predicate mentions are known from what the index depends on. */
    private static final String INDEXES = """
            SELECT i.indrelid, x.relname, i.indisunique, i.indisexclusion,
                   array(SELECT a.attname::text FROM pg_attribute a
                         WHERE a.attrelid = i.indrelid
                           AND (a.attnum = ANY ((string_to_array(i.indkey::text, ' '))[1:i.indnkeyatts]::int2[])
                                OR EXISTS (SELECT FROM pg_depend d
                                           WHERE (i.indexprs IS NOT NULL OR i.indpred IS NOT NULL)
                                             AND d.classid = 'pg_class'::regclass AND d.objid = i.indexrelid
                                             AND d.refclassid = 'pg_class'::regclass AND d.refobjid = i.indrelid
                                             AND d.refobjsubid = a.attnum))
                           AND a.attnum > 0
                         ORDER BY a.attnum),
                   coalesce(pg_get_expr(i.indexprs, i.indrelid), ''),
                   coalesce((SELECT pg_get_constraintdef(k.oid) FROM pg_constraint k
                             WHERE k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x') LIMIT 1),
                            pg_get_indexdef(i.indexrelid))
            FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
            WHERE (i.indisunique OR i.indisexclusion OR i.indpred IS NOT NULL OR i.indexprs IS NOT NULL)
              AND i.indrelid IN (SELECT c.oid %s)
            ORDER BY i.indrelid, x.relname COLLATE "C"
            """.formatted(USER_TABLES);

    private static final String TRIGGERS = """
            SELECT g.tgrelid, p.prosrc
            FROM pg_trigger g JOIN pg_proc p ON p.oid = g.tgfoid
            WHERE NOT g.tgisinternal AND g.tgenabled <> 'D' AND (g.tgtype::int & 4) <> 0
            ORDER BY g.tgrelid, g.tgname COLLATE "C"
            """;

    private static final String POLICIES = """
            SELECT l.polrelid, l.polpermissive, coalesce(pg_get_expr(l.polwithcheck, l.polrelid), pg_get_expr(l.polqual, l.polrelid), 'true')
            FROM pg_policy l
            WHERE l.polcmd IN ('*', 'a')
              AND (l.polroles = '{0}' OR EXISTS (SELECT FROM unnest(l.polroles) r(member) WHERE pg_has_role(r.member, 'USAGE')))
            ORDER BY l.polrelid, l.polname COLLATE "C"
            """;

    private final Connection connection;
    private final String condition;

    CatalogReader(Connection connection, String condition) {
        this.connection = connection;
        this.condition = condition;
    }

    private record Policy(boolean permissive, String condition) {}

    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    Catalog read() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(String.join(
                    "; ",
                    // Every name with its schema.
                    "SELECT set_config('palindrome.search_path', current_setting('search_path'), true), set_config('search_path', '', true)",
                    SESSION,
                    SERVER,
                    TYPES.formatted(OWN_OIDS),
                    COLUMNS.formatted(condition),
                    CONSTRAINTS.formatted(condition),
                    INDEXES.formatted(condition),
                    TRIGGERS,
                    POLICIES,
                    TABLES.formatted(condition),
                    "SELECT set_config('search_path', current_setting('palindrome.search_path'), true)"));
            all(statement, row -> row.getString(1));
            return read(statement);
        }
    }

    private Catalog read(Statement statement) throws SQLException {
        List<Boolean> superuser = all(statement, row -> row.getBoolean(1));
        Map<Long, DataType> types = new TreeMap<>();
        String server = all(statement, row -> row.getString(1)).get(0);
        fixedTypes(server).forEach(type -> types.put(type.oid(), type));
        all(statement, CatalogReader::type).forEach(type -> types.put(type.oid(), type));
        Map<Long, List<Column>> columns = byTable(statement, row -> Optional.of(column(row)));
        Map<Long, List<ForeignKey>> foreignKeys = new TreeMap<>();
        Map<Long, List<Constraint>> constraints = new TreeMap<>();
        all(statement, row -> {
            long table = row.getLong(1);
            foreignKey(row).ifPresent(key -> add(foreignKeys, table, key));
            check(row).ifPresent(check -> add(constraints, table, check));
            return table;
        });
        byTable(statement, row -> Optional.of(index(row)))
                .forEach((oid, indexes) -> constraints
                        .computeIfAbsent(oid, any -> new ArrayList<>())
                        .addAll(indexes));
        Map<Long, List<String>> triggers = byTable(statement, row -> Optional.of(row.getString(2)));
        Map<Long, List<Policy>> policies =
                byTable(statement, row -> Optional.of(new Policy(row.getBoolean(2), row.getString(3))));
        List<Table> tables = all(statement, row -> {
            long oid = row.getLong(1);
            return new Table(
                    oid,
                    row.getString(2),
                    row.getString(3),
                    row.getBoolean(4),
                    row.getLong(5),
                    row.getString(6),
                    row.getString(7),
                    columns.getOrDefault(oid, List.of()),
                    List.copyOf(constraints.getOrDefault(oid, List.of())),
                    foreignKeys.getOrDefault(oid, List.of()),
                    triggers.getOrDefault(oid, List.of()),
                    row.getBoolean(8) ? conditions(policies.getOrDefault(oid, List.of())) : List.of());
        });
        Map<Long, Table> byOid = new LinkedHashMap<>();
        tables.forEach(table -> byOid.put(table.oid(), table));
        List<Table> complete = tables.stream()
                .map(table -> table.isPartition() ? withDefaultsOf(table, byOid.get(table.root())) : table)
                .toList();
        complete.forEach(table -> byOid.put(table.oid(), table));
        return new Catalog(complete, byOid, types, superuser.get(0));
    }

    /** Rows are inserted into the topmost table, whose defaults count. */
    private static Table withDefaultsOf(Table partition, Table root) {
        List<Column> columns = partition.columns().stream()
                .map(column ->
                        root.column(column.name()).map(column::withDefaultsOf).orElse(column))
                .sorted(Comparator.comparingInt(
                        column -> root.column(column.name()).map(Column::number).orElse(column.number())))
                .toList();
        return new Table(
                partition.oid(),
                partition.schema(),
                partition.name(),
                partition.partitioned(),
                partition.root(),
                partition.partitionConstraint(),
                partition.partitionBound(),
                columns,
                partition.constraints(),
                partition.foreignKeys(),
                partition.triggerSources(),
                root.policies());
    }

    /** Policies that permit are alternatives, those that restrict must all hold; with none at all nothing is allowed. */
    private static List<String> conditions(List<Policy> policies) {
        List<String> conditions = new ArrayList<>();
        String permitted = policies.stream()
                .filter(Policy::permissive)
                .map(policy -> "(" + policy.condition() + ")")
                .reduce((one, other) -> one + " OR " + other)
                .orElse("false");
        conditions.add(permitted);
        policies.stream()
                .filter(policy -> !policy.permissive())
                .map(Policy::condition)
                .forEach(conditions::add);
        return conditions;
    }

    /** Read the result that a statement stands at, and go on to the next. */
    private static <T> List<T> all(Statement statement, RowReader<T> reader) throws SQLException {
        List<T> all = new ArrayList<>();
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                all.add(reader.read(rows));
            }
        }
        statement.getMoreResults();
        return all;
    }

    private static <T> Map<Long, List<T>> byTable(Statement statement, RowReader<Optional<T>> reader)
            throws SQLException {
        Map<Long, List<T>> all = new TreeMap<>();
        all(statement, row -> {
            long table = row.getLong(1);
            reader.read(row).ifPresent(found -> add(all, table, found));
            return table;
        });
        return all;
    }

    private static <T> void add(Map<Long, List<T>> all, long table, T found) {
        all.computeIfAbsent(table, any -> new ArrayList<>()).add(found);
    }

    /** Several hundred, which never change. */
    private List<DataType> fixedTypes(String server) throws SQLException {
        List<DataType> known = FIXED_TYPES.get(server);
        if (known == null) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(TYPES.formatted(FIXED_OIDS));
                known = List.copyOf(all(statement, CatalogReader::type));
            }
            FIXED_TYPES.put(server, known);
        }
        return known;
    }

    private static DataType type(ResultSet row) throws SQLException {
        List<String> checkNames = strings(row.getArray(11));
        List<String> checks = strings(row.getArray(12));
        List<DataType.DomainCheck> domainChecks = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            domainChecks.add(new DataType.DomainCheck(checkNames.get(i), checks.get(i)));
        }
        List<String> fieldNames = strings(row.getArray(13));
        Object[] fieldTypes = (Object[]) row.getArray(14).getArray();
        Object[] fieldModifiers = (Object[]) row.getArray(15).getArray();
        List<DataType.Field> fields = new ArrayList<>();
        for (int i = 0; i < fieldNames.size(); i++) {
            fields.add(new DataType.Field(fieldNames.get(i), (Long) fieldTypes[i], (Integer) fieldModifiers[i]));
        }
        return new DataType(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getBoolean(4),
                row.getBoolean(6) ? DataType.Kind.ARRAY : kind(row.getString(5)),
                row.getLong(7),
                row.getInt(8),
                row.getBoolean(9),
                strings(row.getArray(10)),
                domainChecks,
                fields);
    }

    private static DataType.Kind kind(String typtype) {
        return switch (typtype) {
            case "e" -> DataType.Kind.ENUM;
            case "d" -> DataType.Kind.DOMAIN;
            case "c" -> DataType.Kind.COMPOSITE;
            case "r" -> DataType.Kind.RANGE;
            case "m" -> DataType.Kind.MULTIRANGE;
            default -> DataType.Kind.BASE;
        };
    }

    private static Column column(ResultSet row) throws SQLException {
        return new Column(
                row.getString(2),
                row.getInt(3),
                row.getLong(4),
                row.getInt(5),
                row.getString(6),
                row.getBoolean(7),
                row.getBoolean(8),
                row.getBoolean(9),
                row.getString(10));
    }

    private static Optional<ForeignKey> foreignKey(ResultSet row) throws SQLException {
        return row.getString(3).equals("f")
                ? Optional.of(new ForeignKey(
                        row.getString(2),
                        strings(row.getArray(4)),
                        row.getLong(5),
                        strings(row.getArray(6)),
                        row.getBoolean(7),
                        row.getString(9)))
                : Optional.empty();
    }

    private static Optional<Constraint> check(ResultSet row) throws SQLException {
        return row.getString(3).equals("c")
                ? Optional.of(new Constraint(
                        row.getString(2),
                        Constraint.Kind.CHECK,
                        strings(row.getArray(4)),
                        row.getString(8),
                        row.getString(9)))
                : Optional.empty();
    }

    private static Constraint index(ResultSet row) throws SQLException {
        Constraint.Kind kind = row.getBoolean(4)
                ? Constraint.Kind.EXCLUSION
                : row.getBoolean(3) ? Constraint.Kind.UNIQUE : Constraint.Kind.INDEX;
        return new Constraint(row.getString(2), kind, strings(row.getArray(5)), row.getString(6), row.getString(7));
    }

    private static List<String> strings(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
