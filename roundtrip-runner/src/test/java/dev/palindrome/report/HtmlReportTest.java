package dev.palindrome.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestServers;
import dev.palindrome.revision.HistoryBuilder;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionSources;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.roundtrip.CheckGroup;
import dev.palindrome.roundtrip.RevisionResult;
import dev.palindrome.roundtrip.RevisionStatus;
import dev.palindrome.roundtrip.RoundTrip;
import dev.palindrome.roundtrip.RoundTripOptions;
import dev.palindrome.roundtrip.RoundTripReport;
import dev.palindrome.roundtrip.RowCoverage;
import dev.palindrome.roundtrip.finding.Evidence;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.FindingType;
import dev.palindrome.roundtrip.finding.Leg;
import dev.palindrome.testing.JsonSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:30Z");

    /** Text that would break out of an element, an attribute, a script or a comment, or out of the order of its line. */
    private static final String NASTY =
            "</script><script>alert(1)</script>'\" onfocus=\"x ]]> --> &amp; \u0007\u202egpj";

    @TempDir
    private Path folder;

    @Test
    @Tag("database")
    void leftover_type_is_shown_with_its_script_and_what_mends_it() throws Exception {
        Document page = page(verify(Path.of("../samples/forgotten-drop-type/migrations")));

        assertThat(page.select("h1").text()).isEqualTo("1 of 2 revisions has errors");
        assertThat(page.select("nav .step code").eachText()).containsExactly("5b20e1", "7c1f0a");
        assertThat(page.select("nav .status").eachText()).containsExactly("ok", "with errors");
        assertThat(page.select("nav svg")).isEmpty();
        Element finding = page.expectFirst("article.finding.error");
        assertThat(finding.select("summary").text())
                .isEqualTo("error PAL-R01 Downgrade of revision 7c1f0a leaves a trace: 1 difference"
                        + " 20260111_0900_7c1f0a_add_order_status.sql:11");
        assertThat(finding.select(".diff .plus").text())
                .isEqualTo("+ type public.order_status enum (new, paid, shipped)");
        assertThat(finding.select(".diff .origin").eachText())
                .containsExactly(
                        "created at 20260111_0900_7c1f0a_add_order_status.sql:7"
                                + " CREATE TYPE order_status AS ENUM ('new', 'paid', 'shipped')",
                        "not undone by 20260111_0900_7c1f0a_add_order_status.sql:11"
                                + " ALTER TABLE orders DROP COLUMN status");
        assertThat(finding.select(".hint .copy code").text()).isEqualTo("DROP TYPE public.order_status;");
        assertThat(finding.select(".consequence").text()).contains("ERROR 42710");
        assertThat(finding.select(".lines ol").attr("start")).isEqualTo("1");
        assertThat(finding.select(".lines .m").eachText())
                .containsExactly(
                        "CREATE TYPE order_status AS ENUM ('new', 'paid', 'shipped');",
                        "ALTER TABLE orders DROP COLUMN status;");
        assertThat(finding.select("h4 + .copy code").last().text()).isEqualTo("verify --only 7c1f0a");
        assertThat(page.select("#PAL-R01 dd").eachText())
                .containsExactly(
                        FindingType.DOWN_RESTORES_SCHEMA.word("condition"),
                        FindingType.DOWN_RESTORES_SCHEMA.word("effect"),
                        FindingType.DOWN_RESTORES_SCHEMA.word("workaround"));
    }

    @Test
    @Tag("database")
    void findings_with_rows_say_what_the_server_said_and_which_rows_are_covered() throws Exception {
        new HistoryBuilder(folder)
                .file("1_a.up.sql", "CREATE TABLE a (id int PRIMARY KEY, name text, nick text);")
                .file("1_a.down.sql", "DROP TABLE a;")
                .file("3_c.up.sql", "ALTER TABLE a DROP nick;")
                .file("3_c.down.sql", "ALTER TABLE a ADD nick text;")
                .file("2_b.up.sql", "-- everybody has one\nALTER TABLE a\n  ALTER name SET NOT NULL;")
                .file("2_b.down.sql", "ALTER TABLE a ALTER name DROP NOT NULL;")
                .file("4_d.up.sql", "CREATE INDEX CONCURRENTLY d ON a (name);")
                .file("4_d.down.sql", "DROP INDEX CONCURRENTLY d;");

        RoundTripReport report =
                verify(folder, CheckGroup.ROUND_TRIP, CheckGroup.DATA, CheckGroup.NULLABILITY, CheckGroup.LOCKS);
        assertThat(JsonSchemas.verifyReportErrors(JsonReport.render(report))).isEmpty();

        Document page = page(report);
        Element loss = page.expectFirst("article[data-type=PAL-D01]");
        assertThat(loss.select(".table tbody tr"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.text()).matches("id = \\S+ nick .+ \\(gone\\)"));
        assertThat(page.select(".locks tbody tr").eachText())
                .contains(
                        "1, 3_c.up.sql:1 public.a ACCESS EXCLUSIVE readers and writers",
                        "1, 4_d.up.sql:1 public.a not observed not observed builds d");

        Element finding = page.expectFirst("article[data-type=PAL-N02]");
        assertThat(finding.select(".refusal").text()).contains("ERROR 23502", "2_b.up.sql:2");
        assertThat(finding.select(".script figcaption").eachText()).containsExactly("2_b.up.sql", "2_b.down.sql");
        assertThat(finding.select(".lines .m").eachText()).containsExactly("ALTER TABLE a", "ALTER name SET NOT NULL;");
        assertThat(page.select(".run dt").eachText()).contains("Rows");
        assertThat(page.select("article"))
                .hasSizeGreaterThan(0)
                .allSatisfy(article -> assertThat(
                                article.expectFirst("summary ~ dl").childrenSize())
                        .isPositive());
    }

    @Test
    void page_is_whole_and_needs_nothing_beside_itself() throws Exception {
        String html = render(report(2, 1));
        Parser parser = Parser.htmlParser().setTrackErrors(10);
        Document page = Jsoup.parse(html, "", parser);

        assertThat(parser.getErrors()).isEmpty();
        assertThat(page.select("[src], link, iframe, object, img, [style], [onclick]"))
                .isEmpty();
        assertThat(page.select("a").eachAttr("href")).allSatisfy(link -> {
            assertThat(link).startsWith("#");
            assertThat(page.getElementById(link.substring(1))).as(link).isNotNull();
        });
        List<String> ids = page.select("[id]").eachAttr("id");
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(page.select("article details")).allMatch(details -> details.hasAttr("open"));
        assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .startsWith("default-src 'none'; style-src 'sha256-");
    }

    @Test
    void names_messages_and_scripts_are_text_whatever_they_hold() throws Exception {
        new HistoryBuilder(folder).file("1_a.up.sql", "SELECT '" + NASTY + "';").file("1_a.down.sql", "SELECT 1;");
        RevisionHistory history = RevisionSources.read(folder, "golang-migrate");
        Revision read = history.graph().head();
        // It was good when it was read.
        Files.write(folder.resolve("1_a.down.sql"), new byte[] {(byte) 0xff, (byte) 0xfe, '<', 'b', '>'});
        Finding finding = Finding.of(
                        FindingType.DATA_LOSS_UNDECLARED,
                        Leg.BEFORE,
                        List.of(NASTY),
                        NASTY,
                        new SourcePosition(Path.of("1_a.up.sql"), 1, 1),
                        new Evidence.Rows(Optional.empty(), List.of(NASTY, "\ud83d alone"), List.of(NASTY)))
                .allowedFor(NASTY);
        Revision revision = new Revision(
                read.id(),
                Set.of(),
                Set.of(),
                Set.of(),
                NASTY,
                Optional.empty(),
                read.upgrade(),
                read.downgrade(),
                List.of(),
                read.file());
        RevisionResult result = new RevisionResult(revision, RevisionStatus.OK, List.of(finding));

        String html = render(report(history, List.of(result), List.of(NASTY)));
        Document page = Jsoup.parse(html);

        String shown = NASTY.replace("\u0007", "\\u0007").replace("\u202e", "\\u202e");
        assertThat(html).doesNotContain("\u0007").doesNotContain("\u202e").doesNotContain("<b>x");
        assertThat(page.select("script")).hasSize(1);
        assertThat(page.select("*"))
                .allSatisfy(element -> assertThat(element.attributes().asList())
                        .noneMatch(attribute -> attribute.getKey().startsWith("on")));
        assertThat(page.select("article summary strong").text()).isEqualTo(shown);
        assertThat(page.select("nav .message").text()).isEqualTo(shown);
        assertThat(page.select(".notes li").last().text()).isEqualTo(shown);
        assertThat(page.select(".reason").text()).isEqualTo("Allowed: " + shown);
        assertThat(page.select(".observed li").eachText()).containsExactly(shown, "\\ud83d alone");
        assertThat(page.select(".hint code").text()).isEqualTo(shown);
        assertThat(page.select(".lines li").eachText()).containsExactly("SELECT '" + shown + "';", "\ufffd\ufffd<b>");
    }

    @Test
    void same_report_gives_the_same_bytes_and_only_the_lines_of_date_and_duration_may_differ() throws Exception {
        RoundTripReport report = report(7, 3);
        assertThat(render(report)).isEqualTo(render(report(7, 3)));

        RoundTripReport slower = new RoundTripReport(
                report.history(),
                report.server(),
                report.seed(),
                report.results(),
                report.notes(),
                report.coverage(),
                Duration.ofSeconds(99),
                Optional.empty());
        StringBuilder later = new StringBuilder();
        HtmlReport.write(slower, id -> "verify --only " + id, NOON.plusSeconds(3600), later);
        assertThat(later.toString().replace("99.0 s", "1.0 s").replace("13:00 UTC", "12:00 UTC"))
                .isEqualTo(render(report));
    }

    @Test
    void long_script_is_shown_around_the_lines_that_matter() throws Exception {
        StringBuilder script = new StringBuilder();
        for (int line = 1; line <= 500; line++) {
            script.append("SELECT ").append(line).append(";\r\n");
        }
        new HistoryBuilder(folder).file("1_a.up.sql", script.toString());
        RevisionHistory history = RevisionSources.read(folder, "golang-migrate");
        Finding finding = finding(history.graph().head(), 300);

        Document page = page(report(
                history,
                List.of(new RevisionResult(history.graph().head(), RevisionStatus.OK, List.of(finding))),
                List.of()));

        assertThat(page.select(".lines > *").eachText())
                .containsExactly(
                        "lines 1–296 left out",
                        "SELECT 297; SELECT 298; SELECT 299; SELECT 300; SELECT 301; SELECT 302; SELECT 303;",
                        "lines 304–500 left out");
        assertThat(page.select(".lines ol").attr("start")).isEqualTo("297");
        assertThat(page.select(".lines .m").text()).isEqualTo("SELECT 300;");
    }

    @Test
    void script_that_is_gone_is_said_to_be_and_does_not_stop_the_page() throws Exception {
        RoundTripReport report = report(1, 1);
        Files.delete(folder.resolve("1_a.up.sql"));

        assertThat(page(report).select(".script .left-out").text())
                .isEqualTo("There is no such file to show lines of.");
    }

    @Test
    void branches_are_drawn_and_lines_are_not() throws Exception {
        assertThat(page(report(3, 0)).select("nav svg")).isEmpty();

        Path branched = folder.resolve("branched");
        HistoryBuilder files = new HistoryBuilder(branched);
        header(files, "a", "none");
        header(files, "b", "a");
        header(files, "c", "a");
        header(files, "d", "b, c");
        RevisionHistory history = RevisionSources.read(branched, "palindrome");
        List<RevisionResult> results = history.graph().inOrder().stream()
                .map(revision -> new RevisionResult(revision, RevisionStatus.OK, List.of()))
                .toList();

        Document page = page(report(history, results, List.of()));

        assertThat(page.select("nav svg")).hasSize(4);
        assertThat(page.select("nav circle").eachAttr("cx")).containsExactly("9", "9", "23", "9");
        assertThat(page.select("nav svg").last().select("path")).hasSize(2);
        assertThat(page.select("h1").text()).isEqualTo("No errors in 4 revisions");
        assertThat(page.select(".nothing").first().text()).isEqualTo("Nothing was found.");
        assertThat(page.select(".toolbar")).isEmpty();
    }

    @Test
    void page_of_a_huge_history_can_be_opened() throws Exception {
        RoundTripReport report = report(5000, 3000);
        Path file = folder.resolve("huge.html");
        LongestPiece longest = new LongestPiece();
        try (var writer = Files.newBufferedWriter(file)) {
            HtmlReport.write(report, id -> "verify --only " + id, NOON, writer);
        }
        HtmlReport.write(report, id -> "verify --only " + id, NOON, longest);

        assertThat(Files.size(file)).isLessThan(15_000_000);
        assertThat(longest.length).as("written piece by piece").isLessThan(50_000);
        Document page = Jsoup.parse(file);
        assertThat(page.select("nav li")).hasSize(5000);
        assertThat(page.select("article")).hasSize(3000);
    }

    /** Forgets what it is given. */
    private static final class LongestPiece implements Appendable {

        private int length;

        @Override
        public Appendable append(CharSequence text) {
            length = Math.max(length, text.length());
            return this;
        }

        @Override
        public Appendable append(CharSequence text, int start, int end) {
            return append(text.subSequence(start, end));
        }

        @Override
        public Appendable append(char character) {
            return this;
        }
    }

    private static void header(HistoryBuilder files, String id, String below) {
        files.file("20260101_000%d_%s_x.sql".formatted(id.charAt(0) - 'a', id), """
                        -- x
                        --
                        -- revision: %s
                        -- down-revision: %s

                        -- upgrade
                        SELECT 1;
                        -- downgrade
                        SELECT 2;
                        """.formatted(id, below));
    }

    /** A chain of which the first revisions have a finding each. */
    private RoundTripReport report(int revisions, int findings) {
        HistoryBuilder files = new HistoryBuilder(folder);
        for (int number = 1; number <= revisions; number++) {
            files.file(number + "_a.up.sql", "CREATE TABLE t" + number + " (\n    id int\n);\n");
        }
        RevisionHistory history = RevisionSources.read(folder, "golang-migrate");
        List<RevisionResult> results = new ArrayList<>();
        for (Revision revision : history.graph().inOrder()) {
            results.add(
                    results.size() < findings
                            ? new RevisionResult(revision, RevisionStatus.ERROR, List.of(finding(revision, 1)))
                            : new RevisionResult(revision, RevisionStatus.OK, List.of()));
        }
        return report(history, results, List.of());
    }

    @Test
    void tables_that_rows_reached_only_in_part_stand_first() throws Exception {
        RoundTripReport report = ReportSample.of(folder, 1)
                .judged(RevisionStatus.OK)
                .filled(
                        new RowCoverage.Table("public.a", true, 2, 2, 2),
                        new RowCoverage.Table("public.b", true, 2, 1, 2),
                        new RowCoverage.Table("public.c", false, 1, 0, 0))
                .report();

        Document page = page(report);
        assertThat(page.select(".coverage summary").text()).isEqualTo("3 tables 2 with gaps");
        assertThat(page.select(".coverage tbody tr").eachText())
                .containsExactly("public.b yes 2 1 2", "public.c none 1 0 0", "public.a yes 2 2 2");
    }

    private static Finding finding(Revision revision, int line) {
        return Finding.of(
                FindingType.DOWN_MISSING_OR_FAILS,
                Leg.NONE,
                List.of(),
                "Revision " + revision.id() + " has no downgrade",
                new SourcePosition(revision.file(), line, 1),
                new Evidence.None());
    }

    private static RoundTripReport report(RevisionHistory history, List<RevisionResult> results, List<String> notes) {
        return new RoundTripReport(
                history,
                new RoundTripReport.ServerDescription("embedded", "18.6", "embedded"),
                1,
                results,
                notes,
                RowCoverage.none(),
                Duration.ofSeconds(1),
                Optional.empty());
    }

    private static RoundTripReport verify(Path history, CheckGroup... groups) throws SQLException {
        Set<CheckGroup> checks = groups.length == 0
                ? EnumSet.copyOf(CheckGroup.usual())
                : EnumSet.copyOf(new HashSet<>(List.of(groups)));
        return RoundTrip.on(
                        TestServers.shared(DatabaseOptions.automatic()),
                        RoundTripOptions.defaults().withChecks(checks))
                .verify(RevisionSources.read(history, RevisionSources.AUTO));
    }

    private static String render(RoundTripReport report) throws IOException {
        StringBuilder html = new StringBuilder();
        HtmlReport.write(report, id -> "verify --only " + id, NOON, html);
        return html.toString();
    }

    private static Document page(RoundTripReport report) throws IOException {
        return Jsoup.parse(render(report));
    }
}
