package members;

import static dev.palindrome.junit.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.junit.Changes;
import dev.palindrome.junit.Migration;
import dev.palindrome.junit.MigrationChecks;
import dev.palindrome.junit.MigrationTest;
import dev.palindrome.junit.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

@MigrationTest("migrations")
class DataMigrationsTest implements MigrationChecks {

    @MigrationTest(revision = "b2c0de")
    void splits_and_joins_names(Migration migration) {
        migration.sql("INSERT INTO members (full_name) VALUES ('Ada Lovelace'), ('Cher')");

        migration.upgrade();
        assertThat(migration.rows("SELECT first_name, last_name FROM members"))
                .containsExactly(row(null, "Cher"), row("Ada", "Lovelace"));

        migration.downgrade();
        assertThat(migration.rows("SELECT full_name FROM members ORDER BY id"))
                .inOrder()
                .containsExactly(row("Ada Lovelace"), row("Cher"));
    }

    /** The same, with files for the rows: {@code src/test/resources/split-names}. */
    @MigrationTest(revision = "b2c0de")
    void splits_and_joins_the_names_in_files(Migration migration) {
        migration.verifyRows("split-names");
    }

    @MigrationTest(revision = "c3c0de")
    void counts_tags_and_marks_founders(Migration migration) {
        migration
                .insertInto("members", "last_name", "tags", "joined_at")
                .row("Lovelace", List.of("maths", "poetry"), OffsetDateTime.parse("2019-12-31T23:59:59Z"))
                .row("Cher", List.of("poetry"), Instant.parse("2020-01-01T00:00:00Z"));
        Moment before = migration.mark();

        migration.upgrade();
        Changes changes = migration.changesSince(before);

        assertThat(changes.changedTables()).containsExactly("public.members", "public.tags");
        assertThat(changes.table("tags").inserted()).containsExactly(row("maths", 1), row("poetry", 2));
        assertThat(changes.table("members").updated())
                .containsExactly(row("id = 1", "tags", "{maths,poetry}", "{maths,poetry,founder}"));
        assertThat(changes.table("members").deleted()).isEmpty();

        migration.downgrade();
        assertThat(migration.changesSince(before).changedTables()).isEmpty();
    }

    @MigrationTest(revision = "c3c0de")
    void leaves_the_day_of_joining_alone(Migration migration) {
        migration.insertInto("members", "last_name").row("Lovelace");
        Instant joined = Instant.now();

        migration.upgrade();

        assertThat(migration.table("members"))
                .ignoringColumns("id", "tags")
                .withTimeTolerance(Duration.ofMinutes(5))
                .containsExactly(row(joined, null, "Lovelace"));
    }
}
