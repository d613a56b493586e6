package dev.palindrome.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestServers;
import dev.palindrome.revision.MalformedHistoryException;
import dev.palindrome.revision.ProgramOptions;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionSources;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.Severity;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaRevisionsTest {

    private static final Path CLASSES = Path.of("target/test-classes/shop");

    @Test
    void classes_of_a_folder_are_read_in_the_order_of_their_graph() {
        RevisionHistory history = RevisionSources.read(CLASSES, RevisionSources.AUTO);

        assertThat(history.notes().get(0))
                .matches("format java, recognised by \\d classes that speak of JavaRevision, such as .*");
        assertThat(history.graph().inOrder())
                .extracting(revision -> revision.id().value(), Revision::message, Revision::file)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(
                                "a1", "Create People", Path.of("shop/steps/CreatePeople.java")),
                        org.assertj.core.api.Assertions.tuple(
                                "b2", "Split Names", Path.of("shop/steps/SplitNames.java")),
                        org.assertj.core.api.Assertions.tuple(
                                "c3", "Index Names", Path.of("shop/steps/IndexNames.java")),
                        org.assertj.core.api.Assertions.tuple(
                                "d4", "Fails On Its Way Back", Path.of("shop/steps/FailsOnItsWayBack.java")));
    }

    @Test
    @Tag("database")
    void faults_are_found_at_the_lines_of_the_classes() throws SQLException {
        RevisionHistory history = RevisionSources.read(CLASSES, "java");
        RoundTripOptions options = RoundTripOptions.defaults()
                .withChecks(EnumSet.of(CheckGroup.ROUND_TRIP, CheckGroup.SCHEMA, CheckGroup.NULLABILITY));

        RoundTripReport report = RoundTrip.on(
                        TestServers.shared(new DatabaseOptions(null, null, true, null, false)), options)
                .verify(history);

        List<Finding> findings = report.standing(Severity.WARNING);
        assertThat(findings)
                .extracting(Finding::message)
                .containsExactly(
                        "Downgrade of revision c3 leaves a trace: 1 difference",
                        "Downgrade of revision d4 fails: IllegalStateException: nobody knows how");
        assertThat(findings.get(1).position().toString()).isEqualTo("shop/steps/FailsOnItsWayBack.java:27");
    }

    @Test
    void what_revisions_need_may_be_on_a_class_path_of_its_own(@TempDir Path folder) throws IOException {
        Path library = compile(
                folder.resolve("library"),
                "Names",
                "public class Names { public static String id() { return \"a1\"; } }");
        Path revisions = compile(folder.resolve("revisions"), "Steps", """
                public class Steps implements dev.palindrome.revision.java.JavaRevision {
                    public String id() { return Names.id(); }
                    public java.util.List<String> downRevisions() { return java.util.List.of(); }
                    public void upgrade(dev.palindrome.revision.java.Operations operations) {}
                    public void downgrade(dev.palindrome.revision.java.Operations operations) {}
                }""", library);

        assertThatExceptionOfType(MalformedHistoryException.class)
                .isThrownBy(() -> RevisionSources.read(revisions, "java"))
                .withMessageContaining("NoClassDefFoundError: Names");

        ProgramOptions program = new ProgramOptions(Optional.empty(), List.of(), List.of(), List.of(library));
        assertThat(RevisionSources.read(revisions, "java", program).graph().inOrder())
                .extracting(revision -> revision.id().value())
                .containsExactly("a1");
    }

    @Test
    @Tag("database")
    void program_that_does_not_end_on_the_largest_numbers_is_cancelled(@TempDir Path folder)
            throws IOException, SQLException {
        Path revisions = compile(folder, "Halls", """
                public class Halls implements dev.palindrome.revision.java.JavaRevision {
                    public String id() { return "a1"; }
                    public java.util.List<String> downRevisions() { return java.util.List.of(); }
                    public void upgrade(dev.palindrome.revision.java.Operations operations) throws java.sql.SQLException {
                        operations.execute("CREATE TABLE halls (id int PRIMARY KEY, seats int NOT NULL)");
                    }
                    public void downgrade(dev.palindrome.revision.java.Operations operations) throws java.sql.SQLException {
                        operations.execute("DROP TABLE halls");
                    }
                }""");
        compile(folder, "Seats", """
                public class Seats implements dev.palindrome.revision.java.JavaRevision {
                    public String id() { return "b2"; }
                    public java.util.List<String> downRevisions() { return java.util.List.of("a1"); }
                    public void upgrade(dev.palindrome.revision.java.Operations operations) throws java.sql.SQLException {
                        operations.execute("CREATE TABLE seats AS SELECT h.id, n FROM halls h, generate_series(1, h.seats) n");
                    }
                    public void downgrade(dev.palindrome.revision.java.Operations operations) throws java.sql.SQLException {
                        operations.execute("DROP TABLE seats");
                    }
                }""");
        RoundTripOptions options = RoundTripOptions.defaults()
                .withChecks(EnumSet.of(CheckGroup.DATA))
                .withRowsTimeLimit(Duration.ofSeconds(1));

        RoundTripReport report = RoundTrip.on(
                        TestServers.shared(new DatabaseOptions(null, null, true, null, false)), options)
                .verify(RevisionSources.read(revisions, "java"));

        assertThat(report.standing(Severity.ERROR)).isEmpty();
        assertThat(report.notes())
                .anyMatch(note -> note.matches("revision b2 was tried on rows without the largest numbers .*"
                        + "Seats\\.java:5 was cancelled after [1-9] s"));
    }

    private static Path compile(Path folder, String name, String source, Path... needed) throws IOException {
        Files.createDirectories(folder);
        Path file = Files.writeString(folder.resolve(name + ".java"), source);
        String classPath = Stream.concat(
                        Stream.of(needed).map(Path::toString), Stream.of(System.getProperty("java.class.path")))
                .collect(Collectors.joining(File.pathSeparator));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", classPath, "-d", folder.toString(), file.toString());
        assertThat(status).as("compiled").isZero();
        return folder;
    }
}
