package dev.palindrome.database.internal.embedded;

import dev.palindrome.database.internal.run.LeftoverRemover;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Ends the server, and deletes the data directory, of a run that was killed together with its watchdog. */
public final class EmbeddedLeftover implements LeftoverRemover {

    private static final Pattern OURS = Pattern.compile("palindrome-[0-9a-f]{12}-\\d+");

    @Override
    public String kind() {
        return EmbeddedServer.RECORD_KIND;
    }

    @Override
    public Optional<String> remove(Map<String, String> record) throws IOException {
        Path directory = Path.of(record.getOrDefault(EmbeddedServer.DIRECTORY_IN_RECORD, ""));
        if (!OURS.matcher(String.valueOf(directory.getFileName())).matches()) {
            return Optional.empty(); // not a record that we wrote
        }
        Optional<SharedMemory> memory = SharedMemory.of(directory.resolve("data"));
        boolean wasRunning = endServer(directory.resolve("data"));
        if (memory.isPresent()) {
            release(memory.get());
        }
        if (!Files.exists(directory)) {
            return Optional.empty();
        }
        CacheEntry.deleteTree(directory);
        return Optional.of(
                wasRunning ? "server process and data directory " + directory : "data directory " + directory);
    }

    private static void release(SharedMemory memory) throws IOException {
        try {
            memory.release();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a leftover was removed");
        }
    }

    /**
     * End the process that serves a data directory. It is known by its arguments, not by its number: a number may have
     * passed to another process since, but no stranger is called with -D and a directory of this random name.
     */
    private static boolean endServer(Path data) {
        List<ProcessHandle> servers;
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            servers = all.filter(process -> serves(process, data)).toList();
        }
        for (ProcessHandle server : servers) {
            // Clients are gone: "smart shutdown" does not wait for any. A server that does not stop is killed.
            server.destroy();
            CompletableFuture<ProcessHandle> exit = server.onExit();
            try {
                exit.orTimeout(5, TimeUnit.SECONDS).join();
            } catch (CompletionException e) {
                server.destroyForcibly();
            }
        }
        return !servers.isEmpty();
    }

    private static boolean serves(ProcessHandle process, Path data) {
        List<String> arguments = List.of(process.info().arguments().orElse(new String[0]));
        int option = arguments.indexOf("-D");
        return option >= 0
                && option + 1 < arguments.size()
                && arguments.get(option + 1).equals(data.toString());
    }
}
