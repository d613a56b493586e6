package dev.palindrome.schema;

import dev.palindrome.schema.golden.GoldenSnapshots;
import java.nio.file.Path;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.opentest4j.AssertionFailedError;

/** Assertions on a schema. Not final, and its constructor public, only for the proxies of {@link SchemaSoftAssertions}. */
public class SchemaSnapshotAssert extends SchemaNavigation {

    /** Begin an assertion; {@link SchemaAssertions#assertThat(SchemaSnapshot)} is the way for users. */
    public SchemaSnapshotAssert(SchemaSnapshot actual) {
        super(actual);
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
     * Verify that the schema is the expected one but for the order of columns, names that the server made up, and white space
     * in function bodies. For a schema that came about in another way, such as by an application's create-all script.
     *
     * @throws AssertionFailedError when it is not; lists every difference, those that do not count apart from the others
     */
    public SchemaSnapshotAssert hasEquivalentSchemaTo(SchemaSnapshot expected) {
        isNotNull();
        SchemaDiff diff = expected.compareWith(actual);
        if (!diff.real().isEmpty()) {
            String uncounted = diff.cosmetic().isEmpty()
                    ? ""
                    : "\n\n  These do not count:\n" + indent(new SchemaDiff(diff.cosmetic()));
            throw new AssertionFailedError(
                    message("Expected an equivalent schema, but found " + count(new SchemaDiff(diff.real())) + ":\n\n"
                            + indent(new SchemaDiff(diff.real())) + uncounted),
                    expected.text(),
                    actual.text());
        }
        return this;
    }

    /**
     * Verify that the schema is the one in a snapshot file, in every object and every attribute.
     *
     * @throws AssertionFailedError when it is not; lists every difference, and carries both schemas as text
     * @throws UnreadableSchemaException when the file is missing or malformed; names file and line
     * @see #hasNoDriftFrom(Path, SnapshotOptions)
     */
    public SchemaSnapshotAssert hasNoDriftFrom(Path snapshotFile) {
        return hasNoDriftFrom(snapshotFile, SnapshotOptions.defaults());
    }

    /**
     * Verify that the schema is the one in a snapshot file, but for what the options leave out of both.
     *
     * <pre>{@code
     * assertThat(head).hasNoDriftFrom(Path.of("production.txt"), SnapshotOptions.defaults().withoutOwnersAndGrants());
     * }</pre>
     *
     * @throws AssertionFailedError when it is not; lists every difference, and carries both schemas as text
     * @throws UnreadableSchemaException when the file is missing or malformed; names file and line
     */
    public SchemaSnapshotAssert hasNoDriftFrom(Path snapshotFile, SnapshotOptions options) {
        return hasNoDriftFrom(ExpectedSchema.of(snapshotFile), options);
    }

    /**
     * Verify that the schema is that of a database, in every object and every attribute. The database is only read.
     *
     * @throws AssertionFailedError when it is not; lists every difference, and carries both schemas as text
     * @throws UnreadableSchemaException when the database cannot be read, with the {@code SQLException} as its cause
     * @see #hasNoDriftFrom(DataSource, SnapshotOptions)
     */
    public SchemaSnapshotAssert hasNoDriftFrom(DataSource database) {
        return hasNoDriftFrom(database, SnapshotOptions.defaults());
    }

    /**
     * Verify that the schema is that of a database, but for what the options leave out of both, such as owners where the
     * servers have other roles, and the table in which a migration tool keeps its state.
     *
     * @throws AssertionFailedError when it is not; lists every difference, and carries both schemas as text
     * @throws UnreadableSchemaException when the database cannot be read, with the {@code SQLException} as its cause
     */
    public SchemaSnapshotAssert hasNoDriftFrom(DataSource database, SnapshotOptions options) {
        return hasNoDriftFrom(ExpectedSchema.of(database, options), options);
    }

    private SchemaSnapshotAssert hasNoDriftFrom(ExpectedSchema source, SnapshotOptions options) {
        isNotNull();
        SchemaSnapshot expected = source.snapshot().without(options);
        SchemaSnapshot found = actual.without(options);
        SchemaDiff diff = expected.compareWith(found);
        if (!diff.isEmpty()) {
            throw new AssertionFailedError(
                    message(
                            "Expected no drift, but found %s:\n\n  expected  the schema in %s\n  actual    the schema under test\n\n%s"
                                    .formatted(count(diff), source.source(), indent(diff))),
                    expected.text(),
                    found.text());
        }
        return this;
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
