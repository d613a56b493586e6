package dev.palindrome.junit;

import static dev.palindrome.junit.Row.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
@MigrationTest
class RowsOfAMigrationTest {

    @TempDir
    private Path folder;

    @MigrationTest(revision = "b20002")
    void inserts_values_of_all_types(Migration migration) {
        migration.sql(
                "CREATE TABLE \"Odd 1\" (\"a b\" int, t text, n numeric, w timestamptz, x int[], y bytea, z jsonb, d text[])");
        migration
                .insertInto("\"Odd 1\"", "a b", "t", "n", "w", "x", "y", "z", "d")
                .row(
                        1,
                        "it's \\ {1}",
                        1.50,
                        "2026-01-06 12:00+00",
                        List.of(1, 2),
                        new byte[] {1},
                        "{\"a\": null}",
                        List.of("a\"b", "c\\d", "NULL"))
                .row(null, null, null, null, null, null, null, null);
        assertThat(migration.table("\"Odd 1\""))
                .containsExactly(
                        row(null, null, null, null, null, null, null, null),
                        row(
                                1,
                                "it's \\ {1}",
                                1.5,
                                "2026-01-06T12:00Z",
                                List.of(1, 2),
                                "\\x01",
                                "{\"a\": null}",
                                List.of("a\"b", "c\\d", "NULL")));
        assertThatThrownBy(() -> migration.insertInto("\"Odd 1\"", "t").row(1, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A row of \"Odd 1\" has the columns t, and 2 values: row(1, 2)");
        assertThatThrownBy(() -> migration.insertInto("Odd 1", "t").row(1))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("There is no table Odd 1 here.");
        assertThatThrownBy(() -> migration.table("odd"))
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        "There is no table odd here. A name is written as in SQL: with its schema where that is not public,"
                                + " in double quotes where it has capitals");
    }

    @MigrationTest(revision = "b20002")
    void a_csv_file_tells_null_from_empty(Migration migration) throws IOException {
        Path file = write("people.csv", "name,nick\r\nAda,\r\n\"Grace, \"\"G\"\"\",\"\"\r\n");
        migration.insertCsv("people", file.toString());
        assertThat(migration.table("people"))
                .ignoringColumns("id")
                .containsExactly(row(null, "Ada"), row("", "Grace, \"G\""));
        write("people.csv", "name,nick\nAda\n");
        assertThatThrownBy(() -> migration.insertCsv("people", file.toString()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("people.csv")
                .hasMessageContaining("line 2");
        assertThatThrownBy(() ->
                        migration.insertCsv("people", write("empty.csv", "").toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(
                        "empty.csv:1: expected the names of the columns, separated by commas, and found nothing");
        assertThatThrownBy(() -> migration.insertCsv("people", "nowhere.csv"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("No file of rows for table people: looked for nowhere.csv, ");
    }

    @MigrationTest(revision = "b20002")
    void changes_between_two_moments(Migration migration) {
        migration.insertInto("people", "name").row("Ada Lovelace").row("Cher").row("Grace Hopper");
        migration.sql("CREATE TABLE pets (name text)");
        Moment before = migration.mark();
        migration.upgrade();
        migration.sql(
                "DELETE FROM people WHERE id = 3; UPDATE people SET nick = 'A' WHERE id = 1; INSERT INTO pets VALUES ('Rex')");
        Changes changes = migration.changesSince(before);
        assertThat(changes.changedTables()).containsExactly("public.people", "public.pets");
        assertThat(changes.table("people").updated()).containsExactly(row("id = 1", "nick", null, "A"));
        assertThat(changes.table("people").deleted()).containsExactly(row(3, null, "Grace Hopper"));
        assertThat(changes.table("public.pets").inserted()).containsExactly(row("Rex"));
        assertThat(changes).hasToString("""
                updated in public.people: row('id = 1', 'nick', null, 'A')
                deleted from public.people: row('3', null, 'Grace Hopper')
                inserted into public.pets: row('Rex')
                """);
        assertThatThrownBy(() -> changes.table("cats"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "There is no table public.cats, neither before nor after: the tables are [public.people, public.pets]");
    }

    @MigrationTest(revision = "b20002")
    void files_tell_a_whole_test(Migration migration) throws IOException {
        write("before.sql", "INSERT INTO people (nick, name) VALUES ('A', 'Ada Lovelace');");
        write("before/01-people.csv", "name\nCher\n");
        write("after-upgrade/people.csv", "first,name\nCher,Cher\nAda,Ada Lovelace\n");
        write("after-downgrade/people.csv", "name,nick\nCher,\nAda Lovelace,A\n");
        migration.verifyRows(folder.toString());
    }

    @MigrationTest(revision = "b20002")
    void files_that_differ_are_named(Migration migration) throws IOException {
        write("before.sql", "INSERT INTO people (name) VALUES ('Ada Lovelace');");
        write("after-upgrade/people.csv", "first,name\nCher,Cher\nADA,Ada Lovelace\n");
        assertThatThrownBy(() -> migration.verifyRows(folder.toString()))
                .isInstanceOf(AssertionError.class)
                .hasMessage("""
                        [%s] table people: the rows are not as expected (- missing, + not expected, ~ differs)
                          columns: first, name
                          - row('Cher', 'Cher')
                          ~ row('Ada', 'Ada Lovelace'), expected row('ADA', 'Ada Lovelace'): first""".formatted(folder.resolve("after-upgrade/people.csv")));
    }

    @MigrationTest(revision = "b20002")
    void files_without_a_meaning_are_refused(Migration migration) throws IOException {
        String name = folder.toString();
        assertRefused(
                migration, name + " expects nothing: add after-upgrade/<table>.csv, whose first line names columns");
        write("after-upgrade/people.txt", "");
        assertRefused(
                migration,
                folder.resolve("after-upgrade/people.txt")
                        + " has no meaning: expected <table>.csv, whose first line names columns");
        write("afterupgrade/people.csv", "");
        assertRefused(
                migration,
                folder.resolve("afterupgrade")
                        + " has no meaning: expected before.sql, before/, after-upgrade/ and after-downgrade/. Rename or remove it");
    }

    private static void assertRefused(Migration migration, String message) {
        assertThatThrownBy(() -> migration.verifyRows(
                        message.substring(0, message.indexOf(' ')).replaceFirst("/after.*", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
