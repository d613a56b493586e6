package dev.palindrome.samples;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestServer;
import dev.palindrome.database.TestServers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who follows a page of docs/how-to or docs/explanation word by word sees what it says. */
class CommandPagesTest {

    private static final String SERVER_OF_COMMANDS = "palindrome.jdbcUrl";

    /** That each step may be read fast is for the samples to prove. */
    private static final String FAST_READING = "palindrome.verifyFastPath";

    private String provesFastReading = "";

    private TestDatabase shop;
    private TestDatabase scratch;

    /** One server for all commands: each would start its own otherwise. */
    @BeforeEach
    void startServer() {
        TestServer server = TestServers.shared(new DatabaseOptions(null, null, true, null, false));
        shop = server.create();
        scratch = server.create();
        System.setProperty(SERVER_OF_COMMANDS, scratch.libpqUri());
        provesFastReading = System.getProperty(FAST_READING, "false");
        System.setProperty(FAST_READING, "false");
    }

    @AfterEach
    void dropDatabases() {
        System.clearProperty(SERVER_OF_COMMANDS);
        System.setProperty(FAST_READING, provesFastReading);
        shop.close();
        scratch.close();
    }

    @Tag("database")
    @Tag("server-only")
    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void commands_say_what_the_page_says(Path file, @TempDir Path folder) throws IOException {
        new CommandPage(Page.read(file))
                .follow(folder, word -> word.replace("postgresql://shop@localhost/shop", shop.libpqUri()));
    }

    static List<Path> pages() throws IOException {
        return Page.all().stream()
                .filter(page -> CommandPage.isOne(page.file()))
                .filter(page -> !new CommandPage(page).commands().isEmpty())
                // It is about a sample, which SampleOutcomesTest runs.
                .filter(page -> !page.file().endsWith("alembic.md"))
                .map(Page::file)
                .toList();
    }
}
