package dev.palindrome.database.internal.embedded;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a server writes to its standard error: tells when it is ready, and why it is not. */
final class ServerLog {

    private static final int KEPT_LINES = 20;
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Deque<String> last = new ArrayDeque<>();
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();

    private ServerLog() {}

    static ServerLog of(Process process) {
        ServerLog log = new ServerLog();
        // It reads to the end: a server whose pipe is full stands still.
        Thread reader = new Thread(() -> log.follow(process), "palindrome-server-log");
        reader.setDaemon(true);
        reader.start();
        return log;
    }

    private void follow(Process process) {
        try (var lines = process.inputReader(StandardCharsets.UTF_8).lines()) {
            lines.forEach(this::add);
        } finally {
            ready.complete(false);
        }
    }

    private void add(String line) {
        synchronized (last) {
            if (last.size() == KEPT_LINES) {
                last.removeFirst();
            }
            last.addLast(line);
        }
        if (line.contains("database system is ready to accept connections")) {
            ready.complete(true);
        }
    }

    /** Wait until the server accepts connections; return false when it ended instead, or takes too long. */
    boolean awaitReady() throws InterruptedException {
        try {
            return ready.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }

    String lastWords() {
        synchronized (last) {
            return String.join("\n", last);
        }
    }
}
