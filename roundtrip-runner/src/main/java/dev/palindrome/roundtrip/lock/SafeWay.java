package dev.palindrome.roundtrip.lock;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Statements that lead to the same table without keeping others waiting while rows are read, taken from what a statement was seen to
 * change (manual, ALTER TABLE, Notes, and CREATE INDEX, "Building Indexes Concurrently"). Each has to be a transaction of its own.
 */
final class SafeWay {

    private static final Pattern CREATE_INDEX = Pattern.compile("^CREATE (UNIQUE )?INDEX ");

    private static final Pattern NEXT_VALUE = Pattern.compile("^nextval\\('(.+)'::regclass\\)$");

    private final TableState before;
    private final TableState after;
    private final String table;
    private final List<String> statements = new ArrayList<>();
    private final Set<Long> toldIndexes = new HashSet<>();

    private SafeWay(TableState before, TableState after) {
        this.before = before;
        this.after = after;
        this.table = before.name().toString();
    }

    /** Return the statements from one state of a table to the next; none where only the words of {@code finding.properties} help. */
    static List<String> between(TableState before, TableState after, boolean rewritten) {
        SafeWay way = new SafeWay(before, after);
        if (rewritten) {
            way.columns();
        } else {
            way.constraints();
            way.notNull();
            way.indexes();
        }
        return way.statements;
    }

    /** A column of another type, or with values that are computed for each row, is filled beside the old one, a part at a time. */
    private void columns() {
        for (Map.Entry<Integer, TableState.Column> entry : after.columns().entrySet()) {
            TableState.Column column = entry.getValue();
            TableState.Column earlier = before.columns().get(entry.getKey());
            String name = column.name();
            if (earlier == null && !column.computed()) {
                added(column);
            } else if (earlier != null && !earlier.type().equals(column.type())) {
                String fresh = suffixed(column.name(), "_new");
                add("ALTER TABLE %s ADD COLUMN %s %s;".formatted(table, fresh, column.type()));
                add("-- let a trigger, or the application, write both columns");
                add("UPDATE %s SET %s = ... WHERE ...;  -- a part of the rows at a time, until all are filled"
                        .formatted(table, fresh));
                add("BEGIN;");
                add("ALTER TABLE %s DROP COLUMN %s;".formatted(table, name));
                add("ALTER TABLE %s RENAME COLUMN %s TO %s;".formatted(table, fresh, name));
                add("COMMIT;");
            }
        }
    }

    private void added(TableState.Column column) {
        String name = column.name();
        Matcher sequence = NEXT_VALUE.matcher(column.defaultValue());
        if (sequence.find()) {
            add("CREATE SEQUENCE %s;".formatted(sequence.group(1)));
        }
        add("ALTER TABLE %s ADD COLUMN %s %s;".formatted(table, name, column.type()));
        if (!column.defaultValue().isEmpty()) {
            add("ALTER TABLE %s ALTER COLUMN %s SET DEFAULT %s;".formatted(table, name, column.defaultValue()));
        }
        add("UPDATE %s SET %s = %s WHERE ...;  -- a part of the rows at a time, until all are filled"
                .formatted(table, name, column.defaultValue().isEmpty() ? "..." : "DEFAULT"));
    }

    private void constraints() {
        after.constraints().forEach((oid, constraint) -> {
            if (before.constraints().containsKey(oid)) {
                return;
            }
            String name = constraint.name();
            switch (constraint.type()) {
                case 'c', 'f' -> {
                    if (constraint.validated()) {
                        add("ALTER TABLE %s ADD CONSTRAINT %s %s NOT VALID;"
                                .formatted(table, name, constraint.definition()));
                        add("ALTER TABLE %s VALIDATE CONSTRAINT %s;".formatted(table, name));
                    }
                }
                case 'u', 'p' -> key(constraint, name);
                default -> toldIndexes.add(constraint.index()); // an exclusion constraint: there is no other way
            }
        });
    }

    private void key(TableState.Constraint constraint, String name) {
        TableState.Index index = after.indexes().get(constraint.index());
        toldIndexes.add(constraint.index());
        if (index != null && !before.indexes().containsKey(constraint.index())) {
            if (constraint.type() == 'p') {
                notNull();
            }
            add("%s;".formatted(concurrently(index.definition())));
            add("ALTER TABLE %s ADD CONSTRAINT %s %s USING INDEX %s;"
                    .formatted(table, name, constraint.type() == 'p' ? "PRIMARY KEY" : "UNIQUE", index.name()));
        }
    }

    /** A validated constraint proves it, and SET NOT NULL believes that. */
    private void notNull() {
        after.columns().forEach((number, column) -> {
            TableState.Column earlier = before.columns().get(number);
            if (column.notNull() && earlier != null && !earlier.notNull()) {
                String name = column.name();
                String constraint = suffixed(name, "_not_null");
                String proof = "ALTER TABLE %s ADD CONSTRAINT %s CHECK (%s IS NOT NULL) NOT VALID;"
                        .formatted(table, constraint, name);
                if (!statements.contains(proof)) {
                    statements.add(proof);
                    add("ALTER TABLE %s VALIDATE CONSTRAINT %s;".formatted(table, constraint));
                    add("ALTER TABLE %s ALTER COLUMN %s SET NOT NULL;".formatted(table, name));
                    add("ALTER TABLE %s DROP CONSTRAINT %s;".formatted(table, constraint));
                }
            }
        });
    }

    private void indexes() {
        after.indexes().forEach((oid, index) -> {
            if (!before.indexes().containsKey(oid) && !toldIndexes.contains(oid) && isBuiltByItself(oid)) {
                add("%s;".formatted(concurrently(index.definition())));
            }
        });
    }

    private boolean isBuiltByItself(long index) {
        return after.constraints().values().stream().noneMatch(constraint -> constraint.index() == index);
    }

    private static String concurrently(String definition) {
        return CREATE_INDEX.matcher(definition).replaceFirst("CREATE $1INDEX CONCURRENTLY ");
    }

    private void add(String statement) {
        statements.add(statement);
    }

    /** Return a name made from another; a word with a suffix is no keyword any more. */
    private static String suffixed(String quoted, String suffix) {
        return quoted.endsWith("\"") ? quoted.substring(0, quoted.length() - 1) + suffix + '"' : quoted + suffix;
    }
}
