package dev.palindrome.schema.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.palindrome.schema.SchemaSnapshot;
import dev.palindrome.schema.golden.internal.RunningTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;

class GoldenSnapshotsTest {

    private static final Map<String, String> DEVELOPER = Map.of();
    private static final Map<String, String> CI = Map.of("CI", "true");

    private static final SchemaSnapshot ORDERS = SchemaSnapshot.parse("""
            palindrome schema snapshot, format 1

            table public.orders
              column id | type: integer
            """);

    private static final SchemaSnapshot CHANGED = SchemaSnapshot.parse("""
            palindrome schema snapshot, format 1

            type public.order_status
              enum: new, paid, shipped

            table public.orders
              column id | type: bigint
            """);

    @TempDir
    private Path module;

    private final List<String> notices = new CopyOnWriteArrayList<>();
    private final Logger logger = Logger.getLogger(GoldenSnapshots.class.getName());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord message) {
            notices.add(inFolder(message.getMessage()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() throws IOException {
        Files.createFile(module.resolve("pom.xml"));
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
        RunningTest.set(new RunningTest("ShopTest.schema", Optional.of("ShopTest"), Optional.empty()));
    }

    @AfterEach
    void stopListening() {
        RunningTest.set(null);
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    private GoldenSnapshots golden(String update, Map<String, String> environment) {
        Properties properties = new Properties();
        properties.setProperty("basedir", module.toString());
        properties.setProperty(SnapshotUpdates.PROPERTY, update);
        return GoldenSnapshots.of(properties, environment);
    }

    private Path approved(String file) {
        return module.resolve("src/test/resources/schema-snapshots").resolve(file);
    }

    private Path received(String file) {
        return module.resolve("target/schema-snapshots").resolve(file);
    }

    private Path approve(String file, String text) throws IOException {
        Files.createDirectories(approved(file).getParent());
        return Files.writeString(approved(file), text);
    }

    private String inFolder(String text) {
        return text.replace(module.toAbsolutePath().toString(), "MODULE");
    }

    private AssertionFailedError failure(GoldenVerdict verdict) {
        assertThat(verdict.isPassed()).isFalse();
        AssertionFailedError[] failure = new AssertionFailedError[1];
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(verdict::orThrow)
                .satisfies(error -> failure[0] = error);
        return failure[0];
    }

    private static void as(String test) {
        RunningTest.set(new RunningTest(test, Optional.of(test.replaceAll("\\..*", "")), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"auto,", "auto, ''", "auto, False", "new,", "new, true", "all,", "all, true"})
    void missing_file_is_written_and_passes(String update, String ci) throws IOException {
        golden(update, ci == null ? DEVELOPER : Map.of("CI", ci))
                .check("head", ORDERS)
                .orThrow();

        assertThat(Files.readString(approved("head.txt"))).isEqualTo(ORDERS.text());
        assertThat(received("head.txt")).doesNotExist();
        assertThat(notices)
                .containsExactly("Golden file written: MODULE/src/test/resources/schema-snapshots/head.txt. Review it,"
                        + " and commit it.");
        assertThat(golden("none", CI).check("head", ORDERS).isPassed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "auto | true | palindrome.snapshots.update=auto, and CI is set",
                "auto | 1    | palindrome.snapshots.update=auto, and CI is set",
                "none | true | palindrome.snapshots.update=none",
                "none | ''   | palindrome.snapshots.update=none"
            })
    void missing_file_where_none_is_written_fails(String update, String ci, String reason) throws IOException {
        AssertionFailedError failure = failure(golden(update, Map.of("CI", ci)).check("head", ORDERS));

        assertThat(inFolder(failure.getMessage())).isEqualTo("""
                Schema "head" was never reviewed: its golden file is missing, and none is written here (%s)

                  approved   MODULE/src/test/resources/schema-snapshots/head.txt (missing)
                  received   MODULE/target/schema-snapshots/head.txt

                  Finding PAL-S01 snapshot-differs, docs/snapshots.md
                  If the received schema is right, commit the file that this writes: mvn test -Dtest=ShopTest \
                -Dpalindrome.snapshots.update=new""".formatted(reason));
        assertThat(failure.getExpected().getStringRepresentation()).isEmpty();
        assertThat(failure.getActual().getStringRepresentation()).isEqualTo(ORDERS.text());
        assertThat(Files.readString(received("head.txt"))).isEqualTo(ORDERS.text());
        assertThat(approved("head.txt")).doesNotExist();
        assertThat(notices).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "new", "all", "none"})
    void equal_file_passes_and_is_left_alone(String update) throws IOException {
        // with line ends of Windows, as git's autocrlf makes them
        Path file = approve("head.txt", ORDERS.text().replace("\n", "\r\n"));
        Files.createDirectories(received("head.txt").getParent());
        Files.writeString(received("head.txt"), "of an earlier run");

        golden(update, DEVELOPER).check("head", ORDERS).orThrow();

        assertThat(Files.readString(file)).isEqualTo(ORDERS.text().replace("\n", "\r\n"));
        assertThat(received("head.txt")).doesNotExist();
        assertThat(notices).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"auto,", "auto, true", "new,", "new, true", "none,", "none, true"})
    void different_file_fails_with_the_difference_both_paths_and_how_to_accept(String update, String ci)
            throws IOException {
        Path file = approve("head.txt", ORDERS.text());

        AssertionFailedError failure = failure(
                golden(update, ci == null ? DEVELOPER : Map.of("CI", ci)).check("head", CHANGED));

        assertThat(inFolder(failure.getMessage())).isEqualTo("""
                Schema "head" is not as reviewed: 2 differences

                  approved   MODULE/src/test/resources/schema-snapshots/head.txt
                  received   MODULE/target/schema-snapshots/head.txt

                  + type public.order_status  enum (new, paid, shipped)
                  ~ column public.orders.id  type: integer -> bigint

                  Finding PAL-S01 snapshot-differs, docs/snapshots.md
                  If the new schema is right, accept it: mvn test -Dtest=ShopTest -Dpalindrome.snapshots.update=all""");
        assertThat(failure.getExpected().getStringRepresentation()).isEqualTo(ORDERS.text());
        assertThat(failure.getActual().getStringRepresentation()).isEqualTo(CHANGED.text());
        assertThat(Files.readString(received("head.txt"))).isEqualTo(CHANGED.text());
        assertThat(Files.readString(file)).isEqualTo(ORDERS.text());
    }

    @Test
    void different_file_is_overwritten_when_all_is_accepted() throws IOException {
        Path file = approve("head.txt", ORDERS.text().replace("\n", "\r\n"));

        golden("ALL", CI).check("head", CHANGED).orThrow();

        assertThat(Files.readString(file)).isEqualTo(CHANGED.text());
        assertThat(notices)
                .containsExactly("Golden file overwritten: MODULE/src/test/resources/schema-snapshots/head.txt. Review"
                        + " what changed, and commit it.");
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void file_that_cannot_be_read_fails_with_its_line() throws IOException {
        approve("head.txt", ORDERS.text().replace("  column", "<<<<<<< ours\n  column"));

        assertThat(inFolder(
                        failure(golden("auto", DEVELOPER).check("head", ORDERS)).getMessage()))
                .isEqualTo("""
                The golden file of schema "head" cannot be read: Snapshot, line 4: expected a part of table public.orders, \
                indented by two spaces, or an empty line

                  approved   MODULE/src/test/resources/schema-snapshots/head.txt
                  received   MODULE/target/schema-snapshots/head.txt

                  Finding PAL-S01 snapshot-differs, docs/snapshots.md
                  If the new schema is right, accept it: mvn test -Dtest=ShopTest -Dpalindrome.snapshots.update=all""");

        golden("all", DEVELOPER).check("head", ORDERS).orThrow();
        assertThat(approved("head.txt")).hasContent(ORDERS.text());
    }

    @Test
    void file_that_is_not_utf_8_fails() throws IOException {
        Files.write(approve("head.txt", ""), "Grün".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(failure(golden("auto", DEVELOPER).check("head", ORDERS)))
                .hasMessageStartingWith("The golden file of schema \"head\" cannot be read: it is not UTF-8\n");
    }

    @Test
    void description_comes_first() {
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(
                        () -> golden("none", DEVELOPER).check("head", ORDERS).orThrow("shop"))
                .withMessageStartingWith("[shop] Schema \"head\" was never reviewed: ");
    }

    @Test
    void long_lists_of_differences_end_with_the_count_left_out() throws IOException {
        approve("head.txt", "palindrome schema snapshot, format 1\n");
        StringBuilder text = new StringBuilder("palindrome schema snapshot, format 1\n");
        IntStream.range(0, 53).forEach(number -> text.append("\ntable public.t%02d\n".formatted(number)));

        assertThat(failure(golden("none", DEVELOPER).check("head", SchemaSnapshot.parse(text.toString()))))
                .hasMessageStartingWith("Schema \"head\" is not as reviewed: 53 differences\n")
                .hasMessageContaining("\n  + table public.t49\n  … and 3 more\n\n  Finding PAL-S01");
    }

    @Test
    void two_tests_with_different_schemas_in_one_file_are_noticed() {
        golden("auto", DEVELOPER).check("head", ORDERS).orThrow();
        as("BillingTest.schema");

        assertThat(inFolder(
                        failure(golden("all", DEVELOPER).check("head", CHANGED)).getMessage()))
                .isEqualTo("""
                The golden file of schema "head" is used twice: ShopTest.schema and BillingTest.schema have different ones

                  approved   MODULE/src/test/resources/schema-snapshots/head.txt
                  received   MODULE/target/schema-snapshots/head.txt (of the second)

                  Finding PAL-S01 snapshot-differs, docs/snapshots.md
                  Give each schema a name of its own: matchesGoldenFile("name")""");
        assertThat(approved("head.txt")).hasContent(ORDERS.text());
    }

    @Test
    void a_test_that_would_overwrite_its_own_file_with_another_schema_is_noticed() {
        golden("all", DEVELOPER).check("head", ORDERS).orThrow();

        assertThat(failure(golden("all", DEVELOPER).check("head", CHANGED)))
                .hasMessageStartingWith(
                        "The golden file of schema \"head\" is used twice: ShopTest.schema has two schemas\n");
        assertThat(approved("head.txt")).hasContent(ORDERS.text());
    }

    @Test
    void a_test_that_runs_again_with_another_schema_is_told_the_difference() {
        golden("auto", DEVELOPER).check("head", ORDERS).orThrow();

        assertThat(failure(golden("auto", DEVELOPER).check("head", CHANGED)))
                .hasMessageStartingWith("Schema \"head\" is not as reviewed: 2 differences\n");
    }

    @Test
    void two_tests_with_one_schema_share_a_file() {
        golden("auto", DEVELOPER).check("head", ORDERS).orThrow();
        as("BillingTest.schema");

        golden("auto", DEVELOPER)
                .check("head", SchemaSnapshot.parse(ORDERS.text()))
                .orThrow();
    }

    @Test
    void many_tests_at_once_leave_one_whole_file() throws IOException {
        List<GoldenVerdict> verdicts = IntStream.range(0, 64)
                .parallel()
                .mapToObj(number -> golden("new", DEVELOPER).check("head", ORDERS))
                .toList();

        assertThat(verdicts).allMatch(GoldenVerdict::isPassed);
        assertThat(notices).hasSize(1);
        try (Stream<Path> files = Files.list(approved(""))) {
            assertThat(files).containsExactly(approved("head.txt"));
        }
        assertThat(Files.readString(approved("head.txt"))).isEqualTo(ORDERS.text());
    }

    @Test
    void obsolete_files_fail_where_nothing_is_written() throws IOException {
        approve("shop/a1_one.txt", ORDERS.text());
        approve("shop/b2_two.txt", ORDERS.text());
        approve("shop/head.txt", ORDERS.text());
        approve("head.txt", ORDERS.text());
        approve("shop/c3_three.txt", ORDERS.text());
        approve("shop/notes.md", "");

        assertThat(inFolder(failure(golden("auto", CI).inFolder("shop").checkObsolete(List.of("b2_two")))
                        .getMessage()))
                .isEqualTo("""
                2 golden files belong to no revision of this history

                  obsolete   MODULE/src/test/resources/schema-snapshots/shop/a1_one.txt
                  obsolete   MODULE/src/test/resources/schema-snapshots/shop/c3_three.txt

                  Finding PAL-S01 snapshot-differs, docs/snapshots.md
                  Delete what is obsolete, or have it done: mvn test -Dtest=ShopTest -Dpalindrome.snapshots.update=all""");
        assertThat(failure(golden("none", DEVELOPER).inFolder("shop").checkObsolete(List.of("b2_two", "c3_three"))))
                .hasMessageStartingWith("1 golden file belongs to no revision of this history\n");
        assertThat(approved("shop")).isDirectoryContaining("glob:**/a1_one.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "new"})
    void obsolete_files_are_told_of_where_something_is_written(String update) throws IOException {
        approve("shop/a1_one.txt", ORDERS.text());

        golden(update, DEVELOPER).inFolder("shop").checkObsolete(List.of()).orThrow();

        assertThat(approved("shop/a1_one.txt")).exists();
        assertThat(notices)
                .containsExactly("Golden file obsolete: MODULE/src/test/resources/schema-snapshots/shop/a1_one.txt. It"
                        + " belongs to no revision: delete it before you commit.");
    }

    @Test
    void obsolete_files_are_deleted_when_all_is_accepted() throws IOException {
        approve("shop/a1_one.txt", ORDERS.text());
        approve("shop/b2_two.txt", ORDERS.text());
        approve("a1_one.txt", ORDERS.text());

        golden("all", CI).inFolder("shop").checkObsolete(List.of("b2_two")).orThrow();

        assertThat(approved("shop/a1_one.txt")).doesNotExist();
        assertThat(approved("shop/b2_two.txt")).exists();
        assertThat(approved("a1_one.txt")).exists();
        assertThat(notices)
                .containsExactly("Golden file deleted: MODULE/src/test/resources/schema-snapshots/shop/a1_one.txt. It"
                        + " belonged to no revision.");
    }

    @Test
    void nothing_is_obsolete_where_nothing_is() {
        golden("none", CI).inFolder("shop").checkObsolete(List.of("a1")).orThrow();
    }

    @Test
    void folders_have_golden_files_of_their_own() {
        golden("new", CI).inFolder("shop").check("head", ORDERS).orThrow();
        as("BillingTest.schema");
        golden("new", CI).inFolder("Billing").check("head", CHANGED).orThrow();

        assertThat(approved("shop/head.txt")).hasContent(ORDERS.text());
        assertThat(approved(FileName.of("Billing") + "/head.txt")).hasContent(CHANGED.text());
    }

    @Test
    void setting_comes_from_the_test_framework_then_a_property_then_a_variable() throws IOException {
        Map<String, String> variable = Map.of(SnapshotUpdates.VARIABLE, "all");
        approve("a.txt", ORDERS.text());

        assertThat(golden("none", variable).check("a", CHANGED).isPassed()).isFalse();
        RunningTest.set(new RunningTest("ShopTest.schema", Optional.of("ShopTest"), Optional.of("none")));
        assertThat(golden("all", variable).check("a", CHANGED).isPassed()).isFalse();
        RunningTest.set(new RunningTest("ShopTest.schema", Optional.of("ShopTest"), Optional.empty()));
        assertThat(golden(" ", variable).check("a", CHANGED).isPassed()).isTrue();
    }

    @Test
    void a_word_that_is_none_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> golden("al", DEVELOPER))
                .withMessage("palindrome.snapshots.update is 'al', expected auto, new, all or none");
    }

    @Test
    void without_a_base_directory_the_working_directory_is_taken() {
        assertThat(ProjectModule.of(new Properties()).folder())
                .isEqualTo(Path.of("").toAbsolutePath());
    }

    @Test
    void in_one_of_several_modules_the_command_is_right_from_every_folder() throws IOException {
        ProjectModule inner = new ProjectModule(Files.createDirectories(module.resolve("modules/shop")));
        Files.createFile(inner.folder().resolve("pom.xml"));

        assertThat(inner.again(RunningTest.current(), SnapshotUpdates.ALL))
                .isEqualTo("mvn test -Dtest=ShopTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dpalindrome.snapshots.update=all");
    }

    @Test
    void without_a_known_test_class_the_command_runs_all_tests() {
        assertThat(new ProjectModule(module)
                        .again(new RunningTest("x", Optional.empty(), Optional.empty()), SnapshotUpdates.NEW))
                .isEqualTo("mvn test -Dpalindrome.snapshots.update=new");
    }

    @Test
    void outside_maven_the_environment_is_named_since_it_reaches_the_tests_everywhere() throws IOException {
        ProjectModule gradle = new ProjectModule(Files.createDirectory(module.resolve("gradle")));
        Files.createFile(gradle.folder().resolve("build.gradle.kts"));

        assertThat(gradle.again(RunningTest.current(), SnapshotUpdates.ALL))
                .isEqualTo("run ShopTest again with PALINDROME_SNAPSHOTS_UPDATE=all in the environment");
        assertThat(gradle.receivedFiles()).isEqualTo(gradle.folder().resolve("build/schema-snapshots"));
    }
}
