package dev.palindrome.schema;

import java.util.function.Consumer;
import org.assertj.core.api.AbstractSoftAssertions;
import org.assertj.core.api.StandardSoftAssertionsProvider;

/**
 * Assertions that go on after a failure, and tell of all failures at the end. AssertJ's own {@code assertThat} are there as
 * well.
 *
 * <pre>{@code
 * SchemaSoftAssertions.assertSoftly(softly -> {
 *     TableAssert orders = softly.assertThat(snapshot).table("orders");
 *     orders.column("status").hasType("text").isNotNullable();
 *     orders.foreignKey("customer_id").onDelete(CASCADE);
 * });
 * }</pre>
 *
 * <p>A table that is missing is one failure: what is claimed of it is passed over. Works with AssertJ's
 * {@code SoftAssertionsExtension} for JUnit. Not safe for use by several threads.
 */
public final class SchemaSoftAssertions extends AbstractSoftAssertions implements StandardSoftAssertionsProvider {

    /** Begin an assertion on a snapshot. */
    public SchemaSnapshotAssert assertThat(SchemaSnapshot actual) {
        SchemaSnapshotAssert assertion = proxy(SchemaSnapshotAssert.class, SchemaSnapshot.class, actual);
        assertion.collectFailures(this::collectAssertionError);
        return assertion;
    }

    @Override
    public void collectAssertionError(AssertionError failure) {
        super.collectAssertionError(SoftFailure.of(failure));
    }

    /**
     * Run assertions and tell of all failures.
     *
     * @throws AssertionError when there was one, after all have run
     */
    public static void assertSoftly(Consumer<SchemaSoftAssertions> assertions) {
        SchemaSoftAssertions softly = new SchemaSoftAssertions();
        assertions.accept(softly);
        softly.assertAll();
    }
}
