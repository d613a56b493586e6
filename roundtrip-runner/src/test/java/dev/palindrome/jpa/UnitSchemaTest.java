package dev.palindrome.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestServers;
import dev.palindrome.jpa.internal.SchemaGenerator;
import dev.palindrome.schema.ObjectName;
import dev.palindrome.schema.SchemaSnapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitSchemaTest {

    private static final String JAKARTA = "jakarta.persistence";

    @TempDir
    private Path folder;

    private SchemaSnapshot create(String api, String statements) throws IOException, SQLException {
        UnitSchema unit = UnitSchema.of("shop", List.of(FakeProvider.compile(folder, api, statements)));
        try (TestDatabase database = database()) {
            unit.create(database);
            try (Connection session = database.connect()) {
                return SchemaSnapshot.of(session);
            }
        }
    }

    private static TestDatabase database() {
        return TestServers.shared(new DatabaseOptions(null, null, true, null, false))
                .create();
    }

    @Test
    void unit_that_is_not_there_brings_those_that_are() throws IOException {
        Path classes = folder.resolve("classes");
        FakeProvider.units(classes, "shop", "billing");
        Path jar = folder.resolve("stock.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream out = new ZipOutputStream(file)) {
            out.putNextEntry(new ZipEntry("META-INF/persistence.xml"));
            out.write("<persistence><persistence-unit name=\"stock\"/></persistence>".getBytes(StandardCharsets.UTF_8));
        }

        assertThatExceptionOfType(PersistenceUnitException.class)
                .isThrownBy(() -> UnitSchema.of("shpo", List.of(classes, jar)))
                .withMessage(
                        "There is no persistence unit 'shpo'. Units on the class path: shop (%1$s), billing (%1$s), stock (%2$s)",
                        classes, jar);
    }

    @Test
    void class_path_without_units_is_told_in_short() {
        assertThatExceptionOfType(PersistenceUnitException.class)
                .isThrownBy(() -> UnitSchema.of("shop", List.of(folder)))
                .withMessage(
                        "There is no persistence unit 'shop': no META-INF/persistence.xml is in %s."
                                + " Add the project's own classes to --classpath",
                        folder);
        assertThatExceptionOfType(PersistenceUnitException.class)
                .isThrownBy(() -> UnitSchema.of("shop", List.of()))
                .withMessageContainingAll("Compile the project first", "dependency:build-classpath");
    }

    @Test
    void file_that_is_no_xml_is_named() throws IOException {
        FakeProvider.units(folder, "<");

        assertThatExceptionOfType(PersistenceUnitException.class)
                .isThrownBy(() -> UnitSchema.of("shop", List.of(folder)))
                .withMessageStartingWith("META-INF/persistence.xml in " + folder + " cannot be read: ");
    }

    @Tag("database")
    @ParameterizedTest
    @ValueSource(strings = {JAKARTA, "javax.persistence"})
    void provider_creates_in_the_test_database_whatever_it_says_on_its_streams(String api) throws Exception {
        SchemaSnapshot schema = create(api, """
                System.out.println("{\\"not\\": \\"an answer\\"}");
                run(database, "CREATE TABLE a (id int)");""");

        assertThat(schema.objects()).containsKey(ObjectName.parse("table public.a"));
    }

    @Test
    @Tag("database")
    void what_a_unit_says_of_its_database_is_overruled() throws Exception {
        SchemaSnapshot schema = create(JAKARTA, """
                StringBuilder columns = new StringBuilder();
                for (Object name : new java.util.TreeSet(properties.keySet())) {
                    columns.append(columns.length() == 0 ? "" : ", ").append('"').append(name).append("\\" text DEFAULT '")
                            .append(properties.get(name) instanceof javax.sql.DataSource ? "ours" : properties.get(name)).append("'");
                }
                run(database, "CREATE TABLE a (" + columns + ")");""");

        assertThat(schema.text())
                .contains("\"jakarta.persistence.schema-generation.database.action\"", "'create'")
                .contains("\"hibernate.hbm2ddl.auto\"", "\"hibernate.connection.provider_class\"", "'null'")
                .contains("\"jakarta.persistence.nonJtaDataSource\"", "'ours'");
    }

    @Test
    @Tag("database")
    void root_cause_comes_first_and_no_stack_trace() {
        assertThatExceptionOfType(PersistenceUnitException.class)
                .isThrownBy(() -> create(JAKARTA, """
                        try {
                            run(database, "CREATE TABLE a (b citext)");
                        } catch (Exception e) {
                            throw new IllegalStateException("Halting on error: " + e.getMessage(),
                                    new RuntimeException("Cannot run [CREATE TABLE a (b citext)]: " + e.getMessage(), e));
                        }"""))
                .withMessage("""
                        The persistence unit 'shop' (%s) cannot create its schema:
                          PSQLException: ERROR: type "citext" does not exist
                            Position: 19
                          RuntimeException: Cannot run [CREATE TABLE a (b citext)]: ERROR: type "citext" does not exist
                            Position: 19""".formatted(folder.resolve("classes")).replace("\n", System.lineSeparator()));
    }

    @Test
    @Tag("database")
    void class_that_is_missing_brings_the_way_to_list_libraries() {
        assertThatExceptionOfType(PersistenceUnitException.class)
                .isThrownBy(() -> create(JAKARTA, "Class.forName(\"shop.Price\");"))
                .withMessageContainingAll("ClassNotFoundException: shop.Price", "Hint: ", "dependency:build-classpath");
    }

    @Test
    @Tag("database")
    void process_that_ends_by_itself_has_its_last_words() {
        assertThatExceptionOfType(PersistenceUnitException.class)
                .isThrownBy(() -> create(JAKARTA, "System.err.println(\"no licence\"); System.exit(3);"))
                .withMessageContainingAll("the Java process has ended with status 3", "no licence");
    }

    @Test
    @Tag("database")
    void unit_that_creates_nothing_is_a_mistake() {
        assertThatExceptionOfType(PersistenceUnitException.class)
                .isThrownBy(() -> create(JAKARTA, ""))
                .withMessageContaining("creates no table: its entities were not found");
    }

    @Test
    @Tag("database")
    void names_that_hibernate_makes_up_become_those_of_the_server() throws Exception {
        SchemaSnapshot schema = create(JAKARTA, """
                run(database, "CREATE TABLE \\"Or der\\" (id int PRIMARY KEY, code text, number int,"
                        + " CONSTRAINT uk8x4korf58o767dtbg9k4030a8 UNIQUE (code, number),"
                        + " CONSTRAINT ukorderscodeofthecustomers UNIQUE (number))");
                run(database, "CREATE TABLE line (a int, b int,"
                        + " CONSTRAINT \\"FKlh67j1n7x7gt59u0pbkwqh6o6\\" FOREIGN KEY (a) REFERENCES \\"Or der\\","
                        + " CONSTRAINT fkpxtb8awmi0dk6smoh2vp1litg FOREIGN KEY (a) REFERENCES \\"Or der\\")");
                run(database, "CREATE INDEX idx8joq7mgw76u72gcj257nuql3l ON line (b)");""");

        assertThat(schema.objects().keySet().stream().map(ObjectName::toString))
                .contains(
                        "constraint public.\"Or der\".\"Or der_code_number_key\"",
                        "constraint public.\"Or der\".ukorderscodeofthecustomers",
                        "constraint public.line.line_a_fkey",
                        "constraint public.line.line_a_fkey1",
                        "index public.line_b_idx");
    }

    @Test
    @Tag("database")
    void interrupted_wait_leaves_no_process() throws Exception {
        Path started = folder.resolve("started");
        UnitSchema unit = UnitSchema.of(
                "shop",
                List.of(FakeProvider.compile(
                        folder,
                        JAKARTA,
                        "java.nio.file.Files.createFile(java.nio.file.Path.of(\"" + started
                                + "\")); Thread.sleep(3_600_000);")));
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try (TestDatabase database = database()) {
                unit.create(database);
                end.complete(new AssertionError("it came back"));
            } catch (PersistenceUnitException | SQLException e) {
                end.complete(e);
            }
        });
        waiting.start();
        while (!Files.exists(started)) {
            assertThat(end).isNotDone();
            Thread.sleep(20);
        }

        waiting.interrupt();

        assertThat(end.join()).hasMessage("The persistence unit 'shop' was interrupted");
        ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains(SchemaGenerator.class.getName()))
                .forEach(process -> process.onExit().join());
    }
}
