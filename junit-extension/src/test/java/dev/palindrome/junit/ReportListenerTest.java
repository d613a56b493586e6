package dev.palindrome.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.palindrome.roundtrip.RoundTripReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs fixtures with JUnit's launcher, as build tools do, which finds the listener by itself. */
class ReportListenerTest {

    @TempDir
    private Path directory;

    @MigrationTest("src/test/resources/histories/shop")
    static class Shop implements MigrationChecks {}

    @MigrationTest("src/test/resources/histories/shop")
    static class Both {

        @Test
        void first(RoundTripReport report) {
            assertThat(report.results()).isNotEmpty();
        }

        @MigrationTest("src/test/resources/histories/required")
        @Test
        void other(RoundTripReport report) {
            assertThat(report.results()).isNotEmpty();
        }
    }

    static class Unconcerned {

        @Test
        void nothing_of_migrations() {
            assertThat(true).isTrue();
        }
    }

    private static SummaryGeneratingListener launch(String reports, Class<?>... fixtures) {
        LauncherDiscoveryRequestBuilder request =
                LauncherDiscoveryRequestBuilder.request().configurationParameter("palindrome.reports", reports);
        for (Class<?> fixture : fixtures) {
            request.selectors(selectClass(fixture));
        }
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request.build(), summary);
        return summary;
    }

    @Test
    @Tag("database")
    void each_class_has_its_reports_and_the_index_has_all() throws IOException {
        launch(directory.toString(), Shop.class);
        launch(directory.toString(), Both.class, Unconcerned.class);

        String prefix = ReportPlace.of(
                        Optional.of(directory.toString()), Path.of("").toAbsolutePath())
                .orElseThrow()
                .prefix();
        String name = ReportListenerTest.class.getName();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(".html")))
                    .containsExactlyInAnyOrder(
                            prefix + name + "$Shop.html",
                            prefix + name + "$Both.html",
                            prefix + name + "$Both.other.html",
                            "index.html");
        }
        assertThat(directory.resolve("index.html")).content().contains(name + "$Shop</a>", name + "$Both.other</a>");
        assertThat(directory.resolve(prefix + name + "$Shop.html"))
                .content()
                .contains("src/test/resources/histories/shop");
    }

    @Test
    @Tag("database")
    void none_are_written_on_request() throws IOException {
        assertThat(launch("none", Shop.class).getSummary().getTestsSucceededCount())
                .isPositive();
        assertThat(Path.of("none")).doesNotExist();
    }

    @Test
    @Tag("database")
    void folder_that_cannot_be_written_is_told_once_and_fails_no_test() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        List<String> warnings = new ArrayList<>();
        Logger logger = Logger.getLogger(ReportListener.class.getName());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord logged) {
                if (logged.getLevel().equals(Level.WARNING)) {
                    warnings.add(logged.getMessage());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        SummaryGeneratingListener run;
        try {
            run = launch(file.toString(), Shop.class, Both.class);
        } finally {
            logger.removeHandler(handler);
        }

        assertThat(run.getSummary().getTotalFailureCount()).isZero();
        assertThat(warnings).singleElement().asString().startsWith("The reports of migrations could not be written: ");
    }

    @Test
    void nothing_is_written_where_no_history_was_verified() {
        launch(directory.resolve("reports").toString(), Unconcerned.class);

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void place_is_the_build_folder_of_the_tool() throws IOException {
        assertThat(ReportPlace.of(Optional.empty(), directory))
                .contains(new ReportPlace(directory.resolve("target/palindrome"), ""));
        Files.createFile(directory.resolve("build.gradle.kts"));
        assertThat(ReportPlace.of(Optional.empty(), directory))
                .contains(new ReportPlace(directory.resolve("build/palindrome"), ""));
        Files.createFile(directory.resolve("pom.xml"));
        assertThat(ReportPlace.of(Optional.empty(), directory))
                .contains(new ReportPlace(directory.resolve("target/palindrome"), ""));
    }

    @Test
    void modules_that_share_a_folder_are_told_apart() {
        Path shared = directory.resolve("target/palindrome");

        assertThat(ReportPlace.of(Optional.of(shared.toString()), directory.resolve("services/orders")))
                .contains(new ReportPlace(shared, "services-orders."));
        assertThat(ReportPlace.of(Optional.of("../../out"), directory.resolve("services/orders")))
                .contains(new ReportPlace(directory.resolve("out"), "services-orders."));
        assertThat(ReportPlace.of(Optional.of("None"), directory)).isEmpty();
    }
}
