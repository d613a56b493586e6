package dev.palindrome.junit;

import static dev.palindrome.schema.SchemaAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.palindrome.roundtrip.UnreachableRevisionException;
import dev.palindrome.schema.SchemaSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Golden files of a history, in a module made for each test. */
@Tag("database")
class SnapshotsTest {

    @MigrationTest
    static class Assertion {
        @Test
        void schemaIsAsReviewed(SchemaSnapshot head) {
            assertThat(head).matchesGoldenFile();
        }
    }

    @MigrationTest(revision = "c30003")
    static class InTheMiddle {
        @Nested
        class Before {
            @MigrationTest
            void schemaIsAsReviewed(Migration migration) {
                assertThat(migration.schema()).matchesGoldenFile("before_moods");
            }
        }
    }

    @MigrationTest(snapshots = Snapshots.HEAD)
    static class Head implements MigrationChecks {}

    @MigrationTest(snapshots = Snapshots.HEAD, snapshotFolder = "people")
    static class NamedHead implements MigrationChecks {}

    @MigrationTest(snapshots = Snapshots.EACH_REVISION)
    static class Each implements MigrationChecks {}

    @MigrationTest(value = "histories/stuck", snapshots = Snapshots.EACH_REVISION)
    static class Stuck implements MigrationChecks {}

    private static final String FOLDER = "db/migrations/";

    private static final List<String> FILES = List.of(
            FOLDER + "a10001_create_people.txt",
            FOLDER + "b20002_split_the_name.txt",
            FOLDER + "c30003_add_mood.txt",
            FOLDER + "d40004_drop_nick.txt",
            FOLDER + "e50005_forget_the_moods.txt");

    @TempDir
    private Path module;

    private @Nullable String before;

    @BeforeEach
    void makeModule() throws IOException {
        Files.createFile(module.resolve("pom.xml"));
        before = System.getProperty("basedir");
        System.setProperty("basedir", module.toString());
    }

    @AfterEach
    void leaveModule() {
        if (before == null) {
            System.clearProperty("basedir");
        } else {
            System.setProperty("basedir", before);
        }
    }

    private static Kit run(Class<?> fixture, String update) {
        return run(fixture, Map.of("palindrome.snapshots.update", update));
    }

    /** Leave out the round trips, which are not at stake here. */
    private static Kit run(Class<?> fixture, Map<String, String> parameters) {
        return MigrationChecks.class.isAssignableFrom(fixture)
                ? Kit.run(selectMethod(fixture, "matchesItsSnapshot", SnapshotCheck.class), parameters)
                : Kit.run(fixture, parameters);
    }

    private Path approved(String file) {
        return module.resolve("src/test/resources/schema-snapshots").resolve(file);
    }

    private List<String> files(String root) throws IOException {
        Path folder = module.resolve(root).resolve("schema-snapshots");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private List<String> approvedFiles() throws IOException {
        return files("src/test/resources");
    }

    private void edit(String file, String from, String to) throws IOException {
        String text = Files.readString(approved(file));
        assertThat(text).contains(from);
        Files.writeString(approved(file), text.replace(from, to));
    }

    private String inFolder(Throwable failure) {
        return failure.getMessage().replace(module.toAbsolutePath().toString(), "MODULE");
    }

    @Test
    void a_configuration_parameter_decides_what_is_written() throws IOException {
        Throwable failure = run(Assertion.class, "none").onlyFailure();

        assertThat(inFolder(failure)).isEqualTo("""
                Schema "head" was never reviewed: its golden file is missing, and none is written here \
                (palindrome.snapshots.update=none)

                  approved   MODULE/src/test/resources/schema-snapshots/head.txt (missing)
                  received   MODULE/target/schema-snapshots/head.txt

                  Finding PAL-S01 snapshot-differs, docs/snapshots.md
                  If the received schema is right, commit the file that this writes: mvn test -Dtest=Assertion \
                -Dpalindrome.snapshots.update=new""");
        assertThat(approvedFiles()).isEmpty();

        assertThat(run(Assertion.class, "new").outcomes())
                .containsExactly("schemaIsAsReviewed(SchemaSnapshot): SUCCESSFUL");
        assertThat(approvedFiles()).containsExactly("head.txt");
    }

    @Test
    void a_word_that_is_none_is_refused() {
        assertThat(run(Assertion.class, "al").onlyFailure())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("palindrome.snapshots.update is 'al', expected auto, new, all or none");
    }

    @Test
    void a_schema_in_the_middle_has_a_file_of_its_own() throws IOException {
        run(InTheMiddle.class, "new");

        assertThat(approvedFiles()).containsExactly("before_moods.txt");
    }

    @Test
    void no_test_is_made_unless_it_is_asked_for() {
        Kit kit = run(MigrationChecksTest.People.class, "new");

        assertThat(kit.outcomes()).isEmpty();
        assertThat(kit.results().allEvents().failed().count()).isZero();
    }

    @Test
    void the_head_has_one_file() throws IOException {
        assertThat(run(Head.class, "new").outcomes()).containsExactly("head: snapshot: SUCCESSFUL");
        assertThat(approvedFiles()).containsExactly("head.txt");
        edit("head.txt", "column first | type: text", "column first | type: varchar");

        assertThat(inFolder(run(Head.class, "none").failureOf("head: snapshot")))
                .isEqualTo("""
                Schema "head" is not as reviewed: 1 difference

                  approved   MODULE/src/test/resources/schema-snapshots/head.txt
                  received   MODULE/target/schema-snapshots/head.txt

                  ~ column public.people.first  type: varchar -> text

                  Finding PAL-S01 snapshot-differs, docs/snapshots.md
                  If the new schema is right, accept it: mvn test -Dtest=Head \
                -Dpalindrome.snapshots.update=all""");
    }

    @Test
    void they_run_beside_the_round_trips() {
        assertThat(Kit.run(Head.class, Map.of("palindrome.snapshots.update", "new"))
                        .outcomes())
                .hasSize(6)
                .contains("a10001 create people: SUCCESSFUL", "head: snapshot: SUCCESSFUL");
    }

    @Test
    void a_named_history_has_a_folder() throws IOException {
        run(NamedHead.class, "new");

        assertThat(approvedFiles()).containsExactly("people/head.txt");
    }

    @Test
    void each_revision_has_a_file_that_is_named_for_it() throws IOException {
        List<String> outcomes = run(Each.class, "new").outcomes();

        assertThat(outcomes)
                .containsExactly(
                        "a10001 create people: snapshot: SUCCESSFUL",
                        "b20002 split the name: snapshot: SUCCESSFUL",
                        "c30003 add mood: snapshot: SUCCESSFUL",
                        "d40004 drop nick: snapshot: SUCCESSFUL",
                        "e50005 forget the moods: snapshot: SUCCESSFUL",
                        "obsolete snapshots: SUCCESSFUL");
        assertThat(approvedFiles()).isEqualTo(FILES);
        assertThat(Files.readString(approved(FILES.get(1))))
                .contains("column first")
                .doesNotContain("mood");
        assertThat(Files.readString(approved(FILES.get(2)))).contains("type public.mood");
    }

    @Test
    void a_revision_that_is_not_as_reviewed_fails_alone() throws IOException {
        run(Each.class, "new");
        edit(FILES.get(1), "column first | type: text", "column first | type: varchar");

        Kit kit = run(Each.class, "none");

        assertThat(kit.outcomes())
                .filteredOn(outcome -> outcome.endsWith("FAILED"))
                .containsExactly("b20002 split the name: snapshot: FAILED");
        assertThat(kit.failureOf("b20002 split the name: snapshot"))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith("Schema \"b20002_split_the_name\" is not as reviewed: 1 difference\n");
        assertThat(files("target")).containsExactly(FILES.get(1));

        run(Each.class, "all");
        assertThat(run(Each.class, "none").outcomes()).contains("b20002 split the name: snapshot: SUCCESSFUL");
        assertThat(files("target")).isEmpty();
    }

    @Test
    void a_file_of_no_revision_fails_until_it_is_deleted() throws IOException {
        run(Each.class, "new");
        Files.move(approved(FILES.get(1)), approved(FOLDER + "b20002_another_message.txt"));
        Path ofOthers = Files.writeString(approved("before_moods.txt"), "x");

        assertThat(inFolder(run(Each.class, "none").failureOf("obsolete snapshots")))
                .isEqualTo("""
                1 golden file belongs to no revision of this history

                  obsolete   MODULE/src/test/resources/schema-snapshots/db/migrations/b20002_another_message.txt

                  Finding PAL-S01 snapshot-differs, docs/snapshots.md
                  Delete what is obsolete, or have it done: mvn test -Dtest=Each \
                -Dpalindrome.snapshots.update=all""");

        run(Each.class, "all");
        assertThat(ofOthers).exists();
        assertThat(approvedFiles())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(Stream.of("before_moods.txt"), FILES.stream())
                        .toList());
    }

    @Test
    void one_revision_alone_neither_writes_nor_misses_the_files_of_others() throws IOException {
        Map<String, String> picked = Map.of("palindrome.snapshots.update", "all", "palindrome.revision", "c30003");

        assertThat(run(Each.class, picked).outcomes()).containsExactly("c30003 add mood: snapshot: SUCCESSFUL");
        assertThat(approvedFiles()).containsExactly(FILES.get(2));
    }

    @Test
    void several_histories_do_not_take_each_others_files_for_obsolete() throws IOException {
        run(Each.class, "new");
        run(Stuck.class, "new");

        assertThat(run(Each.class, "none").outcomes()).contains("obsolete snapshots: SUCCESSFUL");
        assertThat(approvedFiles())
                .contains("histories/stuck/a10001_create_people.txt")
                .containsAll(FILES);
    }

    @Test
    void what_lies_above_a_failing_upgrade_is_not_compared() throws IOException {
        Kit kit = run(Stuck.class, "new");

        assertThat(kit.outcomes())
                .containsExactly(
                        "a10001 create people: snapshot: SUCCESSFUL",
                        "b20002 refer to pets: snapshot: FAILED",
                        "c30003 index owners: snapshot: ABORTED",
                        "d40004 refuse the way back: snapshot: ABORTED",
                        "obsolete snapshots: SUCCESSFUL");
        assertThat(kit.failureOf("b20002 refer to pets: snapshot"))
                .isInstanceOf(UnreachableRevisionException.class)
                .hasMessageStartingWith("Upgrade of revision b20002 fails: ERROR 42P01: ");
        assertThat(kit.failureOf("c30003 index owners: snapshot"))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageStartingWith("The schema at revision c30003 was not compared: Upgrade of revision b20002"
                        + " fails: ERROR 42P01: ");
        assertThat(approvedFiles()).containsExactly("histories/stuck/a10001_create_people.txt");
    }
}
