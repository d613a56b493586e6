package dev.palindrome.schema;

import static dev.palindrome.schema.SchemaAssertions.assertThat;
import static dev.palindrome.schema.Shop.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftTest {

    private static final SchemaSnapshot PRODUCTION = SchemaSnapshot.parse("""
            palindrome schema snapshot, format 1

            schema public

            table public.flyway_schema_history
              owner: production
              column id | type: integer
              index history_idx | definition: USING btree (id)

            table public.orders
              owner: production
              column id | type: bigint
              column status | type: text | grant to clerk: UPDATE
              constraint orders_status_key | definition: UNIQUE (status)

            sequence public.n
              type: bigint
              owner: production
              grant to clerk: USAGE

            function pg_catalog.pg_sleep(double precision)
              grant to postgres: ALL
            """);

    private static final SchemaSnapshot HEAD = SchemaSnapshot.parse("""
            palindrome schema snapshot, format 1

            schema public

            table public.orders
              owner: test
              column status | type: text
              column id | type: bigint
              constraint orders_status_key1 | definition: UNIQUE (status)

            sequence public.n
              type: bigint
              owner: test
            """);

    private static final SnapshotOptions OPTIONS = SnapshotOptions.defaults()
            .withIgnoredTable("public.flyway_schema_history")
            .withoutOwnersAndGrants();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("production.txt");
        Files.writeString(file, PRODUCTION.text());
    }

    @Test
    void file_with_the_same_schema_passes() {
        assertThat(PRODUCTION).hasNoDriftFrom(file);
    }

    @Test
    void drift_names_both_sides() {
        SchemaSnapshot changed = SchemaSnapshot.parse(PRODUCTION.text().replace("type: bigint\n", "type: integer\n"));
        assertFails(() -> assertThat(changed).as("head").hasNoDriftFrom(file), """
                [head] Expected no drift, but found 2 differences:

                  expected  the schema in %s
                  actual    the schema under test

                  ~ sequence public.n  type: bigint -> integer
                  ~ column public.orders.id  type: bigint -> integer""".formatted(file));
    }

    @Test
    void options_hold_for_both_sides() {
        assertFails(() -> assertThat(HEAD).hasNoDriftFrom(file, OPTIONS), """
                Expected no drift, but found 2 differences:

                  expected  the schema in %s
                  actual    the schema under test

                  ~ table public.orders  column order: id, status -> status, id  (column order only)
                  ~ constraint public.orders.orders_status_key  name: orders_status_key -> orders_status_key1  (name only, made up by the server)""".formatted(file));
        assertThat(PRODUCTION.without(OPTIONS)).hasNoDriftFrom(file, OPTIONS);
    }

    @Test
    void snapshot_without_owners_and_grants_keeps_all_else() {
        assertThat(PRODUCTION.without(OPTIONS).text()).isEqualTo("""
                palindrome schema snapshot, format 1

                schema public

                sequence public.n
                  type: bigint

                table public.orders
                  column id | type: bigint
                  column status | type: text
                  constraint orders_status_key | definition: UNIQUE (status)
                """);
        assertThat(PRODUCTION.without(SnapshotOptions.defaults())).isSameAs(PRODUCTION);
    }

    @Test
    void missing_file_is_named() {
        Path missing = Path.of("snapshots", "missing.txt");
        assertThatExceptionOfType(UnreadableSchemaException.class)
                .isThrownBy(() -> assertThat(HEAD).hasNoDriftFrom(missing))
                .withMessage(
                        "snapshots/missing.txt: there is no such file in %s; write it with 'palindrome snapshot"
                                + " --jdbc-url URL -o snapshots/missing.txt'",
                        Path.of("").toAbsolutePath())
                .withCauseInstanceOf(NoSuchFileException.class);
    }

    @Test
    void malformed_file_is_named_with_its_line() throws IOException {
        Files.writeString(file, "palindrome schema snapshot, format 1\n\ntabel public.orders\n");
        assertThatExceptionOfType(UnreadableSchemaException.class)
                .isThrownBy(() -> assertThat(HEAD).hasNoDriftFrom(file))
                .withMessage(
                        "%s: Snapshot, line 3: expected a kind of object, such as \"table\", found: tabel public.orders",
                        file)
                .withCauseInstanceOf(MalformedSnapshotException.class);
    }

    @Test
    void file_in_another_encoding_is_named() throws IOException {
        Files.write(
                file,
                "palindrome schema snapshot, format 1\n\ntable \"Aufträge\"\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(UnreadableSchemaException.class)
                .isThrownBy(() -> assertThat(HEAD).hasNoDriftFrom(file))
                .withMessage("%s: the file is not UTF-8", file);
    }

    @Test
    void folder_is_no_file() {
        assertThatExceptionOfType(UnreadableSchemaException.class)
                .isThrownBy(() -> assertThat(HEAD).hasNoDriftFrom(folder))
                .withMessageStartingWith(folder + ": the file cannot be read (");
    }

    @Test
    void equivalent_schema_differs_in_what_does_not_count() {
        SchemaSnapshot expected = PRODUCTION.without(OPTIONS);
        SchemaSnapshot head = HEAD.without(OPTIONS);
        assertThat(head).hasEquivalentSchemaTo(expected);
        SchemaSnapshot other = SchemaSnapshot.parse(head.text().replace("type: text", "type: text | not null"));
        assertFails(() -> assertThat(other).hasEquivalentSchemaTo(expected), """
                Expected an equivalent schema, but found 1 difference:

                  ~ column public.orders.status  not null: no -> yes

                  These do not count:
                  ~ table public.orders  column order: id, status -> status, id  (column order only)
                  ~ constraint public.orders.orders_status_key  name: orders_status_key -> orders_status_key1  (name only, made up by the server)""");
    }
}
