package dev.palindrome.database;

import dev.palindrome.database.internal.run.Run;

/**
 * A server with the whole story of its choice; closed at the end of the JVM at the latest.
 *
 * @param server the source's own
 * @param description what the sources before it said, and what it says itself
 */
record ChosenServer(TestServer server, String description) implements TestServer {

    @Override
    public String source() {
        return server.source();
    }

    @Override
    public String version() {
        return server.version();
    }

    @Override
    public TestDatabase create() {
        return server.create();
    }

    @Override
    public TestDatabase cloneOf(TestDatabase template) {
        return server.cloneOf(template);
    }

    @Override
    public void close() {
        server.close();
        Run.current().notAtExit(this);
    }
}
