package dev.palindrome.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.roundtrip.RevisionStatus;
import dev.palindrome.roundtrip.RoundTripReport;
import dev.palindrome.roundtrip.finding.Severity;
import dev.palindrome.testing.JsonSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFolderTest {

    private static final Instant WRITTEN = Instant.parse("2026-11-28T10:20:30.4Z");

    @TempDir
    private Path directory;

    private ReportSample sample(int revisions) {
        return ReportSample.of(directory.resolve("db"), revisions);
    }

    private static TestedHistory tested(String name, RoundTripReport report) {
        return new TestedHistory(name, report, Severity.ERROR, id -> "mvn test -Dtest=" + name);
    }

    @Test
    void index_leads_to_the_page_of_each_test_those_with_errors_first() throws IOException {
        Path place = directory.resolve("a b/reports");
        ReportFolder folder = new ReportFolder(place);
        RoundTripReport broken = sample(2)
                .judged(RevisionStatus.OK)
                .judged(RevisionStatus.ERROR, ReportSample.error("<b>table</b> is left behind"))
                .report();
        folder.write(tested("a.Good$Inner", sample(1).judged(RevisionStatus.OK).report()), "", WRITTEN);
        folder.write(tested("z.Bad", broken), "", WRITTEN);
        folder.writeIndex();
        folder.write(tested("z.Bad", broken), "", WRITTEN);
        folder.writeIndex();

        Document index = Jsoup.parse(folder.index());
        assertThat(index.select("h1").text()).isEqualTo("1 of 2 histories has errors");
        assertThat(index.select(".reports > li > h2").eachText()).containsExactly("z.Bad", "a.Good$Inner");
        assertThat(index.select("time").eachText()).containsOnly("2026-11-28 10:20 UTC");
        assertThat(index.select(".about").eachText())
                .satisfiesExactly(
                        text -> assertThat(text).startsWith("2 revisions · 1 error · PostgreSQL 18.6 · "),
                        text -> assertThat(text).startsWith("1 revision · no findings · "));
        for (Element link : index.select("a")) {
            assertThat(Path.of(place.toUri().resolve(link.attr("href")))).isRegularFile();
        }
        assertThat(JsonSchemas.verifyReportErrors(Files.readString(place.resolve("z.Bad.json"))))
                .isEmpty();
        try (Stream<Path> files = Files.list(place)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("z.Bad.html", "z.Bad.md", "z.Bad.sarif", "index.html")
                    .noneMatch(name -> name.endsWith(".tmp"));
        }
    }

    @Test
    void whoever_writes_the_index_last_has_all_though_several_write_at_once() throws Exception {
        RoundTripReport report = sample(1).judged(RevisionStatus.OK).report();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> writers = IntStream.range(0, 12)
                    .<Callable<Void>>mapToObj(number -> () -> {
                        ReportFolder folder = new ReportFolder(directory.resolve("out"));
                        folder.write(tested("Test" + number, report), "", WRITTEN);
                        folder.writeIndex();
                        return null;
                    })
                    .toList();
            for (Future<Void> writer : threads.invokeAll(writers)) {
                writer.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(Jsoup.parse(directory.resolve("out/index.html")).select(".reports > li"))
                .hasSize(12);
    }

    @Test
    void what_is_no_report_is_named_and_no_page_is_linked_that_is_not_there() throws IOException {
        Path place = Files.createDirectories(directory.resolve("out"));
        Files.write(place.resolve("latin.json"), new byte[] {'"', (byte) 0xe4, '"'});
        Files.writeString(place.resolve("other.json"), "{\"version\": 2}");
        Files.writeString(
                place.resolve("by-hand.json"),
                JsonReport.render(sample(1).judged(RevisionStatus.OK).report()));

        new ReportFolder(place).writeIndex();

        Document index = Jsoup.parse(place.resolve("index.html"));
        assertThat(index.select(".left-out").eachText())
                .containsExactly(
                        "latin.json is no report of format version 1.", "other.json is no report of format version 1.");
        assertThat(index.select("h2 a").attr("href")).isEqualTo("by-hand.json");
        assertThat(index.select("h2").text()).isEqualTo("by-hand");
    }

    @Test
    void names_of_files_are_usual_ones_and_stay_different() {
        assertThat(ReportFolder.fileName("a.b.C$D_1")).isEqualTo("a.b.C$D_1");
        assertThat(ReportFolder.fileName("a.Größe"))
                .matches("a\\.Gr__e-[0-9a-f]{8}")
                .isNotEqualTo(ReportFolder.fileName("a.Gräße"));
        assertThat(ReportFolder.fileName("x".repeat(300))).hasSizeLessThanOrEqualTo(200);
    }
}
