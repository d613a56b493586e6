package dev.palindrome.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.roundtrip.RevisionStatus;
import dev.palindrome.roundtrip.RoundTripReport;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.Severity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownReportTest {

    @TempDir
    private Path folder;

    private static String render(RoundTripReport report) {
        return MarkdownReport.render(report, Severity.ERROR, id -> "palindrome verify db --only " + id);
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    @Test
    void revisions_that_are_ok_are_only_counted() {
        String text = render(ReportSample.of(folder, 2)
                .judged(RevisionStatus.OK)
                .judged(RevisionStatus.OK)
                .report());

        assertThat(text).isEqualTo("""
                ## Palindrome: passed

                **2 revisions: 2 ok**; no findings.
                Format <code>golang-migrate</code>, PostgreSQL <code>18.6</code>, seed 7, 1.2 s.
                """);
    }

    @Test
    void findings_stand_below_a_table_of_their_revisions() {
        String text = render(ReportSample.of(folder, 3)
                .judged(RevisionStatus.OK)
                .judged(RevisionStatus.OK, ReportSample.warning("watch out"))
                .judged(
                        RevisionStatus.ERROR,
                        ReportSample.error("rows are lost"),
                        ReportSample.error("rows may go").allowedFor("they are old"))
                .report("an allowance is not needed"));

        assertThat(text)
                .startsWith("""
                        ## Palindrome: failed

                        **3 revisions: 2 ok, 1 with errors**; 2 findings (1 error, 1 warning), 1 allowed.
                        """)
                .contains("- note: <code>an allowance is not needed</code>\n")
                .contains("""

                        | revision | status | findings | file |
                        |---|---|---|---|
                        | <code>2 tidy up</code> | ok | PAL-D01 | <code>2&#95;tidy&#95;up.up.sql</code> |
                        | <code>3 tidy up</code> | error | PAL-D01 | <code>3&#95;tidy&#95;up.up.sql</code> |

                        <details>
                        <summary>PAL-D01 error: <code>rows are lost</code></summary>

                        ```text
                        rows are lost

                          revision   3 "tidy up"  (down revision 2 "tidy up")
                        """)
                .contains("  Again, this revision only: palindrome verify db --only 3\n```\n\n</details>\n")
                .doesNotContain("<code>rows may go");
    }

    @Test
    void text_of_others_cannot_break_out_nor_call_anybody() {
        String message = "see @octocat | #123 <b>`x`</b> [a](http://b) *c* www.d.org\n| e";
        String text = render(ReportSample.of(folder, 1)
                .judged(
                        RevisionStatus.ERROR,
                        ReportSample.error(message, "````", "</details>", "@octocat", "\u001b[2J"))
                .report());

        String summary = text.lines()
                .filter(line -> line.startsWith("<summary>"))
                .findFirst()
                .orElseThrow();
        assertThat(summary)
                .isEqualTo(
                        "<summary>PAL-D01 error: <code>see &#64;octocat &#124; &#35;123 &#60;b&#62;&#96;x&#96;&#60;/b&#62;"
                                + " &#91;a&#93;(http&#58;//b) &#42;c&#42; www&#46;d.org &#124; e</code></summary>");
        // Five backticks open and close: four do neither.
        assertThat(text.lines().filter(line -> line.startsWith("`````"))).containsExactly("`````text", "`````");
        String block = text.substring(text.indexOf("`````text"), text.lastIndexOf("`````"));
        assertThat(block)
                .contains("  ````\n", "</details>", "@octocat", "\\u001b[2J")
                .doesNotContain("\u001b");
        assertThat(text.replace(block, "")).doesNotContain("@octocat", "#123");
    }

    @Test
    void names_of_files_cannot_break_the_table() {
        String text = render(ReportSample.named(folder, "a|b @c `d` <e>")
                .judged(RevisionStatus.UP_FAILED)
                .report());

        assertThat(text.lines().filter(line -> line.startsWith("| <code>")))
                .singleElement()
                .satisfies(row -> assertThat(row).doesNotContain("@", "`", "<e>"))
                .satisfies(row -> assertThat(count(row, "|")).isEqualTo(5));
    }

    @Test
    void huge_report_stays_below_the_limit_and_counts_what_it_leaves_out() {
        int revisions = 400;
        Finding[] many = IntStream.range(0, 20)
                .mapToObj(number -> ReportSample.error("größer " + number, "ä".repeat(100 * number)))
                .toArray(Finding[]::new);
        Finding enormous = ReportSample.error("enormous", "€".repeat(30_000));
        ReportSample sample = ReportSample.of(folder, revisions).judged(RevisionStatus.ERROR, enormous);
        for (int number = 1; number < revisions; number++) {
            sample.judged(RevisionStatus.ERROR, many);
        }

        String text = render(sample.report());

        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(60_000, 65_535);
        int shown = count(text, "<details>");
        assertThat(shown).isPositive().isEqualTo(count(text, "</details>")).isEqualTo(count(text, "```text"));
        assertThat(count(text, "```")).isEqualTo(2 * shown);
        int left = (revisions - 1) * 20 + 1 - shown;
        assertThat(text)
                .contains("\n%d findings have no room here:\n\n- PAL-D01 error, revision <code>1</code>, "
                        .formatted(left))
                .doesNotContain("€€");
        int named = count(text, "\n- PAL-D01 error, revision");
        assertThat(text).endsWith("\n- and %1$d findings (%1$d errors)\n".formatted(left - named));
        int rows = count(text, "\n| <code>");
        assertThat(text).contains("\n| … and %d more revisions | | | |\n".formatted(revisions - rows));
    }
}
