package dev.palindrome.schema;

import static dev.palindrome.schema.SchemaAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.palindrome.schema.golden.SnapshotUpdates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

class SchemaSnapshotAssertTest {

    private static final SchemaSnapshot ORDERS = SchemaSnapshot.parse("""
            palindrome schema snapshot, format 1

            table public.orders
              column id | type: integer

            table shop.orders
            """);

    private static final SchemaSnapshot WITH_TYPE = SchemaSnapshot.parse("""
            palindrome schema snapshot, format 1

            type public.order_status
              enum: new, paid, shipped

            table public.orders
              column id | type: bigint

            table shop.orders
            """);

    @Test
    void same_schema_passes() {
        assertThat(ORDERS).hasSameSchemaAs(SchemaSnapshot.parse(ORDERS.text())).hasTable("public.orders");
    }

    @Test
    void failure_lists_the_differences_and_carries_both_texts() {
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(WITH_TYPE).hasSameSchemaAs(ORDERS))
                .withMessage("""
                        Expected the same schema, but found 2 differences:

                          + type public.order_status  enum (new, paid, shipped)
                          ~ column public.orders.id  type: integer -> bigint""")
                .satisfies(e -> {
                    assertThat(e.getExpected().getStringRepresentation()).isEqualTo(ORDERS.text());
                    assertThat(e.getActual().getStringRepresentation()).isEqualTo(WITH_TYPE.text());
                });
    }

    @Test
    void description_comes_first() {
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(ORDERS).as("after the downgrade").hasTable("items"))
                .withMessage("[after the downgrade] Expected table public.items, but there is none of that name."
                        + " There are: public.orders, shop.orders.");
    }

    @Test
    void table_is_looked_for_in_public_unless_the_schema_is_named() {
        assertThat(ORDERS).hasTable("orders").hasTable("shop.orders");
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(SchemaSnapshot.parse("palindrome schema snapshot, format 1\n"))
                        .hasTable("orders"))
                .withMessage("Expected table public.orders, but there is none of that name. There are no tables.");
        assertThatIllegalArgumentException().isThrownBy(() -> assertThat(ORDERS).hasTable("Orders"));
    }

    @Nested
    class GoldenFiles {

        @TempDir
        private Path module;

        private final @Nullable String before = System.getProperty("basedir");

        @BeforeEach
        void makeModule() throws IOException {
            Files.createFile(module.resolve("pom.xml"));
            System.setProperty("basedir", module.toString());
            System.setProperty(SnapshotUpdates.PROPERTY, "new");
        }

        @AfterEach
        void forgetModule() {
            System.clearProperty(SnapshotUpdates.PROPERTY);
            if (before == null) {
                System.clearProperty("basedir");
            } else {
                System.setProperty("basedir", before);
            }
        }

        @Test
        void reviewed_schema_passes() {
            Path files = module.resolve("src/test/resources/schema-snapshots");

            assertThat(ORDERS).matchesGoldenFile().matchesGoldenFile().matchesGoldenFile("orders");

            assertThat(files.resolve("head.txt")).hasContent(ORDERS.text());
            assertThat(files.resolve("orders.txt")).hasContent(ORDERS.text());
        }

        @Test
        void failure_names_the_class_of_the_test_that_it_is_called_in() {
            assertThat(ORDERS).matchesGoldenFile();

            assertThatExceptionOfType(AssertionFailedError.class)
                    .isThrownBy(() -> assertThat(WITH_TYPE).as("shop").matchesGoldenFile())
                    .satisfies(e -> assertThat(e.getMessage().lines())
                            .startsWith("[shop] Schema \"head\" is not as reviewed: 2 differences")
                            .endsWith(
                                    "  If the new schema is right, accept it: mvn test -Dtest=SchemaSnapshotAssertTest"
                                            + " -Dpalindrome.snapshots.update=all"));
        }
    }
}
