package dev.palindrome.roundtrip;

import static dev.palindrome.schema.SchemaAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestServer;
import dev.palindrome.database.TestServers;
import dev.palindrome.schema.SchemaSnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class SchemaCreationTest {

    private static final TestServer SERVER = TestServers.shared(new DatabaseOptions(null, null, true, null, false));

    private final SchemaCreation creation = new SchemaCreation(SERVER, SetupSql.of("CREATE SCHEMA shop"));

    @TempDir
    private Path folder;

    private Path script;

    @BeforeEach
    void name() {
        script = folder.resolve("schema.sql");
    }

    @Test
    void script_creates_a_schema_as_psql_would() throws Exception {
        write("""
                \\set ON_ERROR_STOP on
                CREATE TABLE shop.orders (id bigint PRIMARY KEY, status text DEFAULT 'a;b');
                COPY shop.orders FROM stdin;
                1\tnew
                \\.
                CREATE INDEX CONCURRENTLY orders_status_idx ON shop.orders (status);
                CREATE FUNCTION shop.one() RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT 1; END;
                """);
        SchemaSnapshot schema = creation.byScript(script);
        assertThat(schema)
                .hasOnlyTables("shop.orders")
                .table("shop.orders")
                .hasPrimaryKey("id")
                .index("orders_status_idx")
                .isOn("status")
                .isValid();
        assertThat(schema).function("shop.one()").returns("int");
    }

    @Test
    void each_schema_begins_anew() throws Exception {
        write("CREATE TABLE shop.orders (id bigint)");
        assertThat(creation.byScript(script)).hasSameSchemaAs(creation.byScript(script));
    }

    @Test
    void program_creates_a_schema_through_a_data_source() throws Exception {
        write("CREATE TABLE shop.orders (id bigint)");
        SchemaSnapshot schema = creation.byProgram(database -> {
            Connection leftOpen = database.getConnection("sa", "secret");
            try (Statement statement = leftOpen.createStatement()) {
                statement.execute("CREATE TABLE shop.orders (id bigint)");
            }
        });
        assertThat(schema).hasSameSchemaAs(creation.byScript(script));
    }

    @Test
    void data_source_is_a_plain_one() throws Exception {
        creation.byProgram(database -> {
            database.setLoginTimeout(7);
            database.setLogWriter(null);
            assertThat(database.getLoginTimeout()).isZero();
            assertThat(database.getLogWriter()).isNull();
            assertThat(database.isWrapperFor(Connection.class)).isFalse();
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> database.unwrap(Connection.class))
                    .withMessage("this data source wraps no java.sql.Connection");
            assertThatExceptionOfType(SQLFeatureNotSupportedException.class)
                    .isThrownBy(database::getParentLogger)
                    .withMessage("this data source has no logger");
        });
    }

    @Test
    void failure_of_a_program_is_passed_on() {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> creation.byProgram(database -> {
                    throw new SQLException("no mapping");
                }))
                .withMessage("no mapping");
    }

    @Test
    void refused_statement_names_file_and_line() throws Exception {
        write("CREATE TABLE shop.orders (id bigint);\n\nCREATE INDEX ON shop.order (id);\n");
        assertThatExceptionOfType(SchemaCreationException.class)
                .isThrownBy(() -> creation.byScript(script))
                .withMessage(
                        "%s:3: the script fails: ERROR 42P01: relation \"shop.order\" does not exist\n"
                                + "  CREATE INDEX ON shop.order (id)",
                        script);
    }

    @Test
    void every_problem_of_a_malformed_script_names_file_and_line() throws Exception {
        write("\\i other.sql\nSELECT 'open;\n");
        assertThatExceptionOfType(SchemaCreationException.class)
                .isThrownBy(() -> creation.byScript(script))
                .satisfies(e -> assertThat(e.getMessage().lines())
                        .hasSize(2)
                        .satisfiesExactly(
                                line -> assertThat(line).startsWith(script + ":1: the psql command \\i "),
                                line -> assertThat(line)
                                        .isEqualTo(script + ":2: the quote that opens here is not closed")));
    }

    @Test
    void missing_script_is_named() {
        assertThatExceptionOfType(SchemaCreationException.class)
                .isThrownBy(() -> creation.byScript(script))
                .withMessageStartingWith(script + ": the file cannot be read (")
                .havingRootCause()
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void script_that_is_not_utf8_is_named_with_the_line() throws Exception {
        Files.write(script, "SELECT 1;\nSELECT 'ä';\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(SchemaCreationException.class)
                .isThrownBy(() -> creation.byScript(script))
                .withMessageStartingWith(script + ":2: the file is not UTF-8: byte 0xE4");
    }

    @Test
    void refused_setup_is_told() throws Exception {
        write("SELECT 1");
        SchemaCreation broken = new SchemaCreation(SERVER, SetupSql.of("CREATE SCHEM shop"));
        assertThatExceptionOfType(SetupFailedException.class)
                .isThrownBy(() -> broken.byScript(script))
                .withMessageStartingWith("The setup SQL was refused: ");
    }

    private void write(String sql) throws IOException {
        Files.writeString(script, sql);
    }
}
