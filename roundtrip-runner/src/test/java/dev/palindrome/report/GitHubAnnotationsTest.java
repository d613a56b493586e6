package dev.palindrome.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.roundtrip.RevisionStatus;
import dev.palindrome.roundtrip.RoundTripReport;
import dev.palindrome.roundtrip.finding.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitHubAnnotationsTest {

    @TempDir
    private Path folder;

    private List<String> lines(RoundTripReport report) {
        return GitHubAnnotations.render(report, new SourceRoot(folder)).lines().toList();
    }

    private RoundTripReport report(int errors, int warnings, int infos) {
        List<Finding> findings = new ArrayList<>();
        for (int number = 0; number < infos; number++) {
            findings.add(ReportSample.info("info " + number));
        }
        for (int number = 0; number < warnings; number++) {
            findings.add(ReportSample.warning("warning " + number));
        }
        for (int number = 0; number < errors; number++) {
            findings.add(ReportSample.error("error " + number));
        }
        return ReportSample.of(folder.resolve("db"), 1)
                .judged(RevisionStatus.ERROR, findings.toArray(Finding[]::new))
                .report();
    }

    @Test
    void nothing_to_tell_is_no_line() {
        assertThat(lines(ReportSample.of(folder, 1)
                        .judged(RevisionStatus.OK, ReportSample.error("e").allowedFor("meant"))
                        .report()))
                .isEmpty();
    }

    @Test
    void most_severe_come_first() {
        assertThat(lines(report(1, 1, 1)))
                .containsExactly(
                        "::error file=db/1_tidy_up.up.sql,line=3,title=PAL-D01 data-loss-undeclared%2C revision 1::error 0",
                        "::warning file=db/1_tidy_up.up.sql,line=3,title=PAL-D01 data-loss-undeclared%2C revision 1::warning 0",
                        "::notice file=db/1_tidy_up.up.sql,line=3,title=PAL-D01 data-loss-undeclared%2C revision 1::info 0");
    }

    @Test
    void ten_of_each_kind_need_no_summary() {
        assertThat(lines(report(10, 10, 10))).hasSize(30).noneMatch(line -> line.contains("no room"));
    }

    @Test
    void what_github_would_pass_over_is_counted_in_one_of_the_ten_notices() {
        List<String> lines = lines(report(12, 11, 30));

        assertThat(lines.stream().filter(line -> line.startsWith("::error "))).hasSize(10);
        assertThat(lines.stream().filter(line -> line.startsWith("::warning "))).hasSize(10);
        assertThat(lines.stream().filter(line -> line.startsWith("::notice "))).hasSize(10);
        assertThat(lines.get(29))
                .isEqualTo("::notice title=palindrome::1 revision: 0 ok, 1 with errors."
                        + " 24 findings (2 errors, 1 warning, 21 info) have no room here: see the log of this step.");
    }

    @Test
    void text_of_others_cannot_begin_a_command() {
        RoundTripReport report = ReportSample.of(folder.resolve("100%, a:b"), 1)
                .judged(RevisionStatus.ERROR, ReportSample.error("50% lost\r\n::add-mask::x, y"))
                .report();

        assertThat(lines(report))
                .containsExactly("::error file=100%25%2C a%3Ab/1_tidy_up.up.sql,line=3,"
                        + "title=PAL-D01 data-loss-undeclared%2C revision 1::50%25 lost%0D%0A::add-mask::x, y");
    }

    @Test
    void root_is_the_workspace_then_the_repository_then_the_working_folder() throws Exception {
        Path migrations = Files.createDirectories(folder.resolve("app/db"));

        assertThat(SourceRoot.of(migrations, Map.of("GITHUB_WORKSPACE", folder.toString())))
                .isEqualTo(new SourceRoot(folder));
        assertThat(SourceRoot.of(migrations, Map.of())).isEqualTo(new SourceRoot(Path.of("")));
        Files.createDirectories(folder.resolve("app/.git"));
        assertThat(SourceRoot.of(migrations, Map.of())).isEqualTo(new SourceRoot(folder.resolve("app")));
        assertThat(SourceRoot.of(migrations, Map.of("GITHUB_WORKSPACE", "/elsewhere")))
                .isEqualTo(new SourceRoot(folder.resolve("app")));
    }
}
