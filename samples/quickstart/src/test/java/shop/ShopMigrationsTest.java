package shop;

import static dev.palindrome.junit.Row.row;
import static dev.palindrome.schema.SchemaAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.junit.Migration;
import dev.palindrome.junit.MigrationChecks;
import dev.palindrome.junit.MigrationTest;
import dev.palindrome.schema.SchemaSnapshot;
import org.junit.jupiter.api.Test;

@MigrationTest("migrations")
class ShopMigrationsTest implements MigrationChecks { // one test for each revision, nothing else to write

    @MigrationTest(revision = "e4c9a2") // the database stands just before "split the name of customers"
    void splitting_the_name_of_customers_keeps_it(Migration migration) {
        migration.sql("""
                INSERT INTO customers (email, full_name)
                VALUES ('ada@example.org', 'Ada Lovelace'), ('m@example.org', 'Maeve O''Brien'), ('p@example.org', 'Plato')
                """);

        migration.upgrade();
        assertThat(migration.rows("SELECT first_name, last_name FROM customers ORDER BY id"))
                .containsExactly(row("Ada", "Lovelace"), row("Maeve", "O'Brien"), row("Plato", null));

        migration.downgrade();
        assertThat(migration.rows("SELECT full_name FROM customers ORDER BY id"))
                .containsExactly(row("Ada Lovelace"), row("Maeve O'Brien"), row("Plato"));
    }

    @Test
    void schemaIsAsReviewed(SchemaSnapshot head) {
        assertThat(head).matchesGoldenFile();
    }
}
