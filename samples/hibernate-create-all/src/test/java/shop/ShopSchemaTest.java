package shop;

import static dev.palindrome.schema.SchemaAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palindrome.junit.MigrationChecks;
import dev.palindrome.junit.MigrationTest;
import dev.palindrome.junit.Schemas;
import dev.palindrome.schema.SchemaSnapshot;
import java.util.List;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.Test;

@MigrationTest("migrations")
class ShopSchemaTest implements MigrationChecks {

    private static final List<Class<?>> ENTITIES = List.of(Customer.class, Product.class, Order.class, OrderLine.class);

    @Test
    void entitiesEqualTheMigrations(SchemaSnapshot head, Schemas schemas) {
        SchemaSnapshot created = schemas.of(database -> createAll(database, ENTITIES));
        assertThat(created).as("what Hibernate creates").hasEquivalentSchemaTo(head);
    }

    @Test
    void forgottenEntityIsSeen(SchemaSnapshot head, Schemas schemas) {
        SchemaSnapshot created = schemas.of(database -> createAll(database, ENTITIES.subList(0, 3)));
        assertThatThrownBy(() -> assertThat(created).as("without order lines").hasEquivalentSchemaTo(head))
                .hasMessage("""
                        [without order lines] Expected an equivalent schema, but found 1 difference:

                          - table public.order_lines  with 3 columns, 3 constraints

                          These do not count:
                          ~ table public.orders  column order: id, customer_id, created, status -> id, created, status, customer_id  (column order only)""");
    }

    private static void createAll(DataSource database, List<Class<?>> entities) {
        HibernatePersistenceConfiguration shop = new HibernatePersistenceConfiguration("shop");
        entities.forEach(shop::managedClass);
        shop.property("jakarta.persistence.nonJtaDataSource", database);
        try (SessionFactory sessions = shop.createEntityManagerFactory()) {
            sessions.getSchemaManager().create(false);
        }
    }
}
