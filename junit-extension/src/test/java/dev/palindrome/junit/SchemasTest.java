package dev.palindrome.junit;

import static dev.palindrome.schema.SchemaAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.palindrome.roundtrip.SchemaCreationException;
import dev.palindrome.schema.SchemaSnapshot;
import dev.palindrome.schema.SnapshotOptions;
import dev.palindrome.schema.UnreadableSchemaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.opentest4j.AssertionFailedError;

@Tag("database")
@MigrationTest(setupSql = "CREATE SCHEMA extra")
class SchemasTest {

    @Test
    void createAllEquals(SchemaSnapshot head, Schemas schemas) {
        assertThat(schemas.of(Path.of("create-all/people.sql"))).hasEquivalentSchemaTo(head);
    }

    @Test
    void order_of_columns_is_told_but_does_not_count(SchemaSnapshot head, Schemas schemas) {
        SchemaSnapshot created = schemas.of(Path.of("create-all/people.sql"));
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(created).hasSameSchemaAs(head))
                .withMessage("""
                        Expected the same schema, but found 1 difference:

                          ~ table public.people  column order: id, name, first -> first, id, name  (column order only)""");
    }

    @Test
    void real_difference_counts(SchemaSnapshot head, Schemas schemas) {
        SchemaSnapshot created = schemas.of(Path.of("create-all/people-with-a-slip.sql"));
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(created).as("create-all").hasEquivalentSchemaTo(head))
                .withMessage("""
                        [create-all] Expected an equivalent schema, but found 1 difference:

                          ~ column public.people.first  not null: yes -> no

                          These do not count:
                          ~ table public.people  column order: id, name, first -> first, id, name  (column order only)""");
    }

    @Test
    void script_is_named_with_the_line_that_fails(Schemas schemas) {
        assertThatExceptionOfType(SchemaCreationException.class)
                .isThrownBy(() -> schemas.of(Path.of("create-all/broken.sql")))
                .withMessage(
                        "src/test/resources/create-all/broken.sql:2: the script fails: ERROR 42704: type \"texd\" does not"
                                + " exist\n  CREATE TABLE people (name texd)");
    }

    @Test
    void missing_script_is_looked_for_in_every_place(Schemas schemas) {
        assertThatExceptionOfType(ExtensionConfigurationException.class)
                .isThrownBy(() -> schemas.of(Path.of("create-all/none.sql")))
                .withMessage(
                        "There is no script create-all/none.sql: looked for create-all/none.sql,"
                                + " src/main/resources/create-all/none.sql, src/test/resources/create-all/none.sql in %s",
                        Path.of("").toAbsolutePath());
    }

    @Test
    void program_that_fails_is_told(Schemas schemas) {
        assertThatIllegalStateException()
                .isThrownBy(() -> schemas.of(database -> {
                    throw new SQLException("no mapping");
                }))
                .withMessage("The schema cannot be created: no mapping");
    }

    @Test
    void drift_from_a_file_is_told_but_for_what_is_left_out(SchemaSnapshot head, Schemas schemas) throws IOException {
        SchemaSnapshot production = schemas.of(database -> {
            execute(database.getConnection(), "CREATE TYPE mood AS ENUM ('glad', 'sad')");
            execute(
                    database.getConnection(),
                    "CREATE TABLE people (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, first text)");
            execute(database.getConnection(), "CREATE TABLE audit (id int)");
            execute(database.getConnection(), "CREATE TABLE flyway_schema_history (id int)");
            execute(database.getConnection(), "GRANT SELECT ON people TO PUBLIC");
        });
        Files.writeString(Path.of("target/production.txt"), production.text());
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> hasNoDriftFromProduction(head))
                .withMessage("""
                        Expected no drift, but found 2 differences:

                          expected  the schema in target/production.txt
                          actual    the schema under test

                          - table public.audit  with 1 column
                          ~ column public.people.first  not null: no -> yes""");
    }

    private static void hasNoDriftFromProduction(SchemaSnapshot head) {
        SnapshotOptions options =
                SnapshotOptions.defaults().withoutOwnersAndGrants().withIgnoredTable("public.flyway_schema_history");
        assertThat(head).hasNoDriftFrom(Path.of("target/production.txt"), options);
    }

    @Test
    void drift_from_a_database_names_it(SchemaSnapshot head, Schemas schemas) {
        schemas.of(database -> {
            execute(database.getConnection(), "CREATE TABLE extra.state (id int)");
            assertThat(schemas.of(nothing -> {}))
                    .hasNoDriftFrom(database, SnapshotOptions.defaults().withIgnoredTable("extra.state"));
            assertThatExceptionOfType(AssertionFailedError.class)
                    .isThrownBy(() -> assertThat(schemas.of(nothing -> {})).hasNoDriftFrom(database))
                    .satisfies(e -> assertThat(e.getMessage().replaceAll("jdbc:postgresql://\\S+", "URL"))
                            .isEqualTo("""
                                    Expected no drift, but found 1 difference:

                                      expected  the schema in URL
                                      actual    the schema under test

                                      - table extra.state  with 1 column"""));
        });
    }

    @Test
    void database_that_cannot_be_read_is_told_with_the_servers_words(SchemaSnapshot head, Schemas schemas) {
        schemas.of(database -> {
            Connection connection = database.getConnection();
            connection.close();
            assertThatExceptionOfType(UnreadableSchemaException.class)
                    .isThrownBy(() -> assertThat(head).hasNoDriftFrom(new OneConnection(connection)))
                    .withMessage(
                            "The database with the expected schema cannot be read: This connection has been closed."
                                    + " (SQLSTATE 08003)")
                    .withCauseInstanceOf(SQLException.class);
        });
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
