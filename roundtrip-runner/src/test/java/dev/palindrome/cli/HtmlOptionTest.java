package dev.palindrome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.revision.HistoryBuilder;
import java.io.IOException;
import java.nio.file.Path;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlOptionTest {

    @TempDir
    private Path directory;

    @Test
    @Tag("database")
    void page_is_written_though_there_are_errors_and_repeats_the_command() throws IOException {
        Path folder = new HistoryBuilder(directory.resolve("it's"))
                .file("1_a.up.sql", "CREATE TYPE a AS ENUM ('ä');")
                .file("1_a.down.sql", "SELECT 1;")
                .directory();
        Path file = directory.resolve("report.html");

        CommandRun run = CommandRun.of("verify", folder, "--embedded", "--html", file);

        assertThat(run.exitCode()).isEqualTo(ExitCode.FINDINGS);
        Document page = Jsoup.parse(file);
        assertThat(page.select(".folder").text()).isEqualTo(folder.toString());
        assertThat(page.select(".diff .plus").text()).isEqualTo("+ type public.a enum ('ä')");
        assertThat(page.select("h4 + .copy code").last().text())
                .endsWith("--embedded --only 1")
                .contains("it'\\''s");
    }

    @Test
    void folder_that_is_missing_is_told_before_the_walk() {
        Path file = directory.resolve("missing").resolve("report.html");

        CommandRun run = CommandRun.of("verify", directory, "--html", file);

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("Cannot write " + file, "there is no folder");
    }
}
