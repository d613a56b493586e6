package dev.palindrome.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestServers;
import dev.palindrome.revision.Allowance;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionSources;
import dev.palindrome.revision.SourcePosition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that a user gives, and what a user says of rows. */
@Tag("database")
class OwnRowsTest {

    @TempDir
    private Path folder;

    private Path migrations;
    private Path rows;

    @BeforeEach
    void history() throws IOException {
        migrations = Files.createDirectories(folder.resolve("migrations"));
        rows = Files.createDirectories(folder.resolve("palindrome/rows"));
        write("migrations/0001_a.up.sql", "CREATE TABLE users (id int PRIMARY KEY, email text, age int);");
        write("migrations/0001_a.down.sql", "DROP TABLE users;");
        write("migrations/0002_b.up.sql", "ALTER TABLE users ALTER email SET NOT NULL;");
        write("migrations/0002_b.down.sql", "ALTER TABLE users ALTER email DROP NOT NULL;");
    }

    @Test
    void without_them_the_schema_alone_decides() throws Exception {
        assertThat(findings()).containsExactly("PAL-N02");
    }

    @Test
    void what_is_assumed_holds_for_every_row() throws Exception {
        write("palindrome/rows/assume.txt", "# the sign-up form wants one\r\nusers: email IS NOT NULL\r\n\r\n");

        assertThat(findings()).isEmpty();
    }

    @Test
    void a_table_with_rows_of_ones_own_has_no_others() throws Exception {
        write("palindrome/rows/2.sql", "INSERT INTO users VALUES (1, 'ada@example.org', NULL);");

        assertThat(findings()).isEmpty();
    }

    @Test
    void unless_it_is_to_have_others_too() throws Exception {
        write("palindrome/rows/2.sql", """
                -- palindrome:rows add users
                INSERT INTO users VALUES (1, 'ada@example.org', NULL);
                """);

        assertThat(findings()).containsExactly("PAL-N02");
    }

    @Test
    void a_row_of_ones_own_may_show_what_others_do_not() throws Exception {
        write("migrations/0002_b.up.sql", "UPDATE users SET age = 1 / (age - 4711) WHERE email = 'ada@example.org';");
        write("migrations/0002_b.down.sql", "SELECT 1;");
        write("palindrome/rows/2.sql", "INSERT INTO users VALUES (1, 'ada@example.org', 4711);");

        assertThat(findings()).containsExactly("PAL-R04");
    }

    @Test
    void a_refused_row_is_named_with_file_and_line() throws Exception {
        write("palindrome/rows/0002.sql", "INSERT INTO users VALUES (1);\n\nINSERT INTO people VALUES (1);\n");

        assertThatThrownBy(this::findings)
                .isInstanceOf(OwnRowsException.class)
                .hasMessageStartingWith(
                        rows.resolve("0002.sql") + ":3: the rows below revision 0002 are refused, SQLSTATE 42P01: "
                                + "ERROR: relation \"people\" does not exist. They are inserted");
    }

    @Test
    void files_without_a_meaning_are_refused() throws Exception {
        write("palindrome/rows/3.sql", "");
        assertThatThrownBy(this::own)
                .isInstanceOf(OwnRowsException.class)
                .hasMessage(rows.resolve("3.sql")
                        + " is to have the name of the revision that its rows stand below, such as 0001.sql:"
                        + " There is no revision '3'");
        Files.delete(rows.resolve("3.sql"));
        write("palindrome/rows/users.csv", "");
        assertThatThrownBy(this::own)
                .isInstanceOf(OwnRowsException.class)
                .hasMessage(rows.resolve("users.csv")
                        + " has no meaning: expected <revision>.sql, or assume.txt. Rename or remove it");
        Files.delete(rows.resolve("users.csv"));
        Files.write(rows.resolve("2.sql"), "-- Zürich".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(this::own)
                .isInstanceOf(OwnRowsException.class)
                .hasMessage(rows.resolve("2.sql") + " is not UTF-8. Save it as UTF-8");
    }

    @Test
    void an_assumption_is_checked() throws Exception {
        Path file = rows.resolve("assume.txt");
        write("palindrome/rows/assume.txt", "users email IS NOT NULL");
        assertThatThrownBy(this::own)
                .isInstanceOf(OwnRowsException.class)
                .hasMessage(file + ":1: expected a table and a SQL condition on its row, such as 'orders: total >= 0',"
                        + " found 'users email IS NOT NULL'");
        write("palindrome/rows/assume.txt", "\nusers: email >");
        assertThatThrownBy(this::findings)
                .isInstanceOf(OwnRowsException.class)
                .hasMessageStartingWith(
                        file + ":2: The assumption about public.users is not a SQL condition on its row: email >");
        write("palindrome/rows/assume.txt", "people: email IS NOT NULL");
        assertThat(verify(OPTIONS).notes())
                .containsExactly(
                        file
                                + ":1: the assumption about public.people fits no schema of this history; correct or remove it");
    }

    @Test
    void an_allowance_for_every_revision_is_used_or_reported() throws Exception {
        Allowance used = new Allowance("PAL-N02", "users.email", "a test", new SourcePosition(Path.of("T"), 1, 1));
        Allowance idle = new Allowance("PAL-N02", "users.age", "a test", new SourcePosition(Path.of("T"), 1, 1));
        RoundTripReport report = verify(OPTIONS.withAllowances(List.of(used, idle)));
        assertThat(report.results().get(1).findings())
                .allMatch(finding -> finding.allowed().isPresent());
        assertThat(report.notes()).containsExactly("the allowance of PAL-N02 for users.age is not needed; remove it");
    }

    private static final RoundTripOptions OPTIONS = RoundTripOptions.defaults()
            .withChecks(EnumSet.of(CheckGroup.ROUND_TRIP, CheckGroup.SCHEMA, CheckGroup.DATA, CheckGroup.NULLABILITY));

    private OwnRows own() {
        return OwnRows.read(
                OwnRows.folderFor(migrations).orElseThrow(), history(migrations).graph());
    }

    private static RevisionHistory history(Path folder) {
        return RevisionSources.read(folder, RevisionSources.AUTO);
    }

    private RoundTripReport verify(RoundTripOptions options) throws SQLException {
        return RoundTrip.on(
                        TestServers.shared(new DatabaseOptions(null, null, true, null, false)),
                        options.withOwnRows(own()))
                .verify(history(migrations));
    }

    private List<String> findings() throws SQLException {
        return verify(OPTIONS).results().stream()
                .flatMap(result -> result.findings().stream())
                .map(finding -> finding.type().id())
                .toList();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
