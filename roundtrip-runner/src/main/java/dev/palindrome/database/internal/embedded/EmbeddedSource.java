package dev.palindrome.database.internal.embedded;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.DatabaseSource;
import dev.palindrome.database.DatabaseUnavailableException;
import dev.palindrome.database.TestServer;
import dev.palindrome.database.internal.run.Run;
import java.io.IOException;

/** Starts a server from binaries that a jar holds; nothing needs to be installed. */
public final class EmbeddedSource implements DatabaseSource {

    static final String NAME = "embedded";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public TestServer start(DatabaseOptions options) throws DatabaseUnavailableException {
        boolean askedFor = options.embedded() || options.embeddedVersion() != null;
        try {
            Platform platform = Platform.current();
            EmbeddedServer.warmUpDriver();
            Archives archives = new Archives(platform, options.embeddedVersion());
            Account account = Account.find(Run.current().directory());
            return EmbeddedServer.start(Installation.of(archives.find(askedFor), account), account);
        } catch (IOException e) {
            throw new DatabaseUnavailableException("the server could not be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailableException("the thread was interrupted while the server started", e);
        }
    }
}
