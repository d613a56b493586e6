package dev.palindrome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexReportsTest {

    private static final String REPORT = """
            {"version": 1, "tool": "palindrome 1", "database": {"source": "url", "server": "18.6"}, "format": "goose", "seed": 1,
             "summary": {"duration_ms": 5}, "notes": [], "revisions": [{"status": "ok", "findings": []}],
             "test": {"name": "%s", "directory": "db", "written": "2026-11-28T10:20:30Z"}}
            """;

    @TempDir
    private Path directory;

    @Test
    void modules_are_led_to_from_one_page() throws IOException {
        Path orders = report("orders", "OrdersTest");
        Path users = report("users", "UsersTest");
        Path page = directory.resolve("index.html");

        CommandRun run = CommandRun.of("index-reports", users, orders, "-o", page);

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("%s: 2 reports%n".formatted(page));
        assertThat(Jsoup.parse(page).select("h2 a").eachAttr("href"))
                .containsExactly("orders/target/palindrome/T.html", "users/target/palindrome/T.html");
    }

    @Test
    void folder_without_reports_is_an_error() throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        Path page = directory.resolve("index.html");

        assertThat(CommandRun.of("index-reports", empty, "-o", page).err())
                .isEqualTo("error: No reports in %s: expected files that 'verify --json' or tests have written\n"
                        .formatted(empty));
        CommandRun missing = CommandRun.of("index-reports", directory.resolve("no"), "-o", page);
        assertThat(missing.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(missing.err()).startsWith("error: There is no folder ");
        assertThat(page).doesNotExist();
    }

    private Path report(String module, String test) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(module).resolve("target/palindrome"));
        Files.writeString(folder.resolve("T.json"), REPORT.formatted(test));
        Files.writeString(folder.resolve("T.html"), "");
        return folder;
    }
}
