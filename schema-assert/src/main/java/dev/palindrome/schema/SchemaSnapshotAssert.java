package dev.palindrome.schema;

import dev.palindrome.schema.golden.GoldenSnapshots;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.opentest4j.AssertionFailedError;

/** Assertions on a schema. */
public final class SchemaSnapshotAssert extends AbstractAssert<SchemaSnapshotAssert, SchemaSnapshot> {

    SchemaSnapshotAssert(SchemaSnapshot actual) {
        super(actual, SchemaSnapshotAssert.class);
    }

    /**
     * Verify that the schema is the expected one, in every object and every attribute, the order of columns included.
     *
     * <pre>{@code
     * SchemaSnapshot before = SchemaSnapshot.of(connection);
     * statement.execute("create table orders (id int)");
     * statement.execute("drop table orders");
     * assertThat(SchemaSnapshot.of(connection)).hasSameSchemaAs(before); // passes
     *
     * statement.execute("create type order_status as enum ('new', 'paid')");
     * assertThat(SchemaSnapshot.of(connection)).hasSameSchemaAs(before); // fails
     * }</pre>
     *
     * @throws AssertionFailedError when it is not; lists every difference, and carries both schemas as text
     */
    public SchemaSnapshotAssert hasSameSchemaAs(SchemaSnapshot expected) {
        isNotNull();
        SchemaDiff diff = expected.compareWith(actual);
        if (!diff.isEmpty()) {
            throw new AssertionFailedError(
                    message("Expected the same schema, but found " + count(diff) + ":\n\n" + indent(diff)),
                    expected.text(),
                    actual.text());
        }
        return this;
    }

    private static String count(SchemaDiff diff) {
        int count = diff.differences().size();
        return count == 1 ? "1 difference" : count + " differences";
    }

    private static String indent(SchemaDiff diff) {
        return diff.render().lines().map(line -> "  " + line).collect(Collectors.joining("\n"));
    }

    /**
     * Verify that there is a table of this name.
     *
     * <pre>{@code
     * assertThat(snapshot).hasTable("public.orders").hasTable("orders");
     * }</pre>
     *
     * @param name schema and table, or a table in the schema {@code public}; a part that is not plain lower case stands in
     *     double quotes
     * @throws AssertionFailedError when there is none; lists the tables that there are
     * @throws IllegalArgumentException when the name cannot be read
     */
    public SchemaSnapshotAssert hasTable(String name) {
        isNotNull();
        ObjectName given = ObjectName.parse(ObjectKind.TABLE.label() + " " + name);
        ObjectName table =
                given.path().size() > 1 ? given : ObjectName.of(ObjectKind.TABLE, "public", given.simpleName());
        if (!actual.objects().containsKey(table)) {
            throw new AssertionFailedError(message("Expected " + table + ", but found " + tables()));
        }
        return this;
    }

    private String tables() {
        List<String> tables = actual.objects().keySet().stream()
                .filter(object -> object.kind() == ObjectKind.TABLE)
                .map(ObjectName::qualifiedName)
                .toList();
        return tables.isEmpty() ? "no tables" : "only these tables: " + String.join(", ", tables);
    }

    /**
     * Verify that the schema is the reviewed one in {@code src/test/resources/schema-snapshots/head.txt}.
     *
     * @see #matchesGoldenFile(String)
     */
    public SchemaSnapshotAssert matchesGoldenFile() {
        return matchesGoldenFile(GoldenSnapshots.HEAD);
    }

    /**
     * Verify that the schema is the reviewed one in {@code src/test/resources/schema-snapshots/<name>.txt}. A file that is missing
     * is written and the assertion passes, unless {@code CI} is set in the environment, or {@code palindrome.snapshots.update}
     * says otherwise.
     *
     * <pre>{@code
     * assertThat(SchemaSnapshot.of(connection)).matchesGoldenFile("orders"); // writes orders.txt, and passes
     * assertThat(SchemaSnapshot.of(connection)).matchesGoldenFile("orders"); // passes
     *
     * statement.execute("alter table orders add note text");
     * assertThat(SchemaSnapshot.of(connection)).matchesGoldenFile("orders"); // fails
     * }</pre>
     *
     * @param name what the file is called; two tests with different schemas need two
     * @throws AssertionFailedError when the schema is another one, or was never reviewed; lists every difference, both files and how to
     *     accept, leaves the schema below {@code target/schema-snapshots}, and carries both texts
     * @throws IllegalArgumentException when the name is blank, or the setting has a value that it cannot have
     */
    public SchemaSnapshotAssert matchesGoldenFile(String name) {
        isNotNull();
        GoldenSnapshots.ofModule().check(name, actual).orThrow(descriptionText());
        return this;
    }

    private String message(String failure) {
        String description = descriptionText();
        return description.isEmpty() ? failure : "[" + description + "] " + failure;
    }
}
