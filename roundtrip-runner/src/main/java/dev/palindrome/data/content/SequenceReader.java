package dev.palindrome.data.content;

import dev.palindrome.data.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads where sequences stand, in two round trips; again in one, as long as the schema stays. */
final class SequenceReader {

    /** A sequence fills a column that owns it, whose identity it is, or whose default calls it. Those that fill none have no table here. */
    private static final String SEQUENCES = """
            SELECT DISTINCT sn.nspname COLLATE "C", s.relname COLLATE "C", n.nspname COLLATE "C", c.relname COLLATE "C",
                   a.attname COLLATE "C", q.seqincrement, c.relkind = 'p',
                   EXISTS (SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND i.indisvalid
                             AND i.indpred IS NULL AND i.indnkeyatts = 1 AND i.indkey[0] = a.attnum),
                   a.attlen
            FROM (SELECT d.objid AS sequence, d.refobjid AS relation, d.refobjsubid AS number FROM pg_catalog.pg_depend d
                  WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
                    AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                  UNION
                  SELECT d.refobjid, f.adrelid, f.adnum FROM pg_catalog.pg_depend d
                  JOIN pg_catalog.pg_attrdef f ON f.oid = d.objid
                  WHERE d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass
                    AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass) u
            JOIN pg_catalog.pg_class s ON s.oid = u.sequence AND s.relkind = 'S'
            JOIN pg_catalog.pg_sequence q ON q.seqrelid = s.oid
            JOIN pg_catalog.pg_namespace sn ON sn.oid = s.relnamespace
            JOIN pg_catalog.pg_class c ON c.oid = u.relation
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.number
                 AND a.atttypid IN ('int2'::pg_catalog.regtype, 'int4'::pg_catalog.regtype, 'int8'::pg_catalog.regtype)
            WHERE %s AND %%s
            UNION ALL
            SELECT sn.nspname COLLATE "C", s.relname COLLATE "C", NULL, NULL, NULL, NULL, NULL, NULL, NULL
            FROM pg_catalog.pg_class s JOIN pg_catalog.pg_namespace sn ON sn.oid = s.relnamespace
            WHERE s.relkind = 'S' AND s.relpersistence <> 't'
              AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                              WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = s.oid
                                AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjsubid > 0)
              AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                              WHERE d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = s.oid
                                AND d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass)
            ORDER BY 1, 2, 3, 4, 5
            """.formatted(UserTables.CONDITION);

    private final Connection connection;
    private final Set<TableName> excluded;
    private final Set<TableName> others = new HashSet<>();
    private @Nullable List<Use> known;

    SequenceReader(Connection connection, Set<TableName> excluded) {
        this.connection = connection;
        this.excluded = excluded;
    }

    private record Use(
            TableName sequence,
            TableName table,
            String column,
            long increment,
            boolean partitioned,
            boolean unique,
            int bytes) {

        String query() {
            String name = "\"" + column.replace("\"", "\"\"") + "\"";
            return "SELECT s.last_value, s.is_called, (SELECT " + (increment > 0 ? "max(" : "min(") + name + ") FROM "
                    + (partitioned ? "" : "ONLY ") + table.sql() + " WHERE " + name + " <> " + bound() + ") FROM "
                    + sequence.sql() + " s";
        }

        /** No sequence counts up to the last value of its type: a row there, such as those that we write, is in nobody's way. */
        private long bound() {
            long largest = Long.MAX_VALUE >> (Long.SIZE - Byte.SIZE * bytes);
            return increment > 0 ? largest : -largest - 1;
        }

        SequencePosition position(ResultSet result) throws SQLException {
            long maximum = result.getLong(3);
            OptionalLong known = result.wasNull() ? OptionalLong.empty() : OptionalLong.of(maximum);
            return new SequencePosition(
                    sequence, table, column, result.getLong(1), result.getBoolean(2), increment, known, unique);
        }
    }

    Sequences read() throws SQLException {
        List<SequencePosition> positions = new ArrayList<>();
        try (FixedSettings settings = new FixedSettings(connection);
                Statement statement = settings.statement()) {
            List<Use> uses = known == null ? uses(settings, statement) : known;
            known = uses;
            if (!uses.isEmpty()) {
                settings.execute(statement, uses.stream().map(Use::query).collect(Collectors.joining("; ")));
                for (Use use : uses) {
                    try (ResultSet result = statement.getResultSet()) {
                        result.next();
                        positions.add(use.position(result));
                    }
                    statement.getMoreResults();
                }
            }
        }
        return new Sequences(positions, others);
    }

    /** Return what fills a column, and note what fills none. */
    private List<Use> uses(FixedSettings settings, Statement statement) throws SQLException {
        List<Use> uses = new ArrayList<>();
        settings.execute(statement, SEQUENCES.formatted(TableName.isNoneOf(excluded)));
        try (ResultSet result = statement.getResultSet()) {
            while (result.next()) {
                TableName sequence = new TableName(result.getString(1), result.getString(2));
                if (result.getString(3) == null) {
                    others.add(sequence);
                    continue;
                }
                uses.add(new Use(
                        sequence,
                        new TableName(result.getString(3), result.getString(4)),
                        result.getString(5),
                        result.getLong(6),
                        result.getBoolean(7),
                        result.getBoolean(8),
                        result.getInt(9)));
            }
        }
        return uses;
    }
}
