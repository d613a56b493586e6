package dev.palindrome.database.internal.run;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Deque;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * This JVM's run: its id, and the records of what it made on this machine. The directory with the records is locked
 * while the JVM lives; see {@link Runs} for what happens to it afterwards. Safe for use by several threads.
 */
public final class Run {

    private static final class Holder {
        static final Run CURRENT = open();

        private static Run open() {
            try {
                Run run = Runs.ofThisUser().open();
                Runtime.getRuntime().addShutdownHook(new Thread(run::end, "palindrome-shutdown"));
                return run;
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot record this run below " + CacheDirectory.root(), e);
            }
        }
    }

    private final String id;
    private final Path directory;
    private final AutoCloseable lock;
    private final AtomicInteger counter = new AtomicInteger();
    private final Deque<AutoCloseable> atExit = new ConcurrentLinkedDeque<>();

    Run(String id, Path directory, AutoCloseable lock) {
        this.id = id;
        this.directory = directory;
        this.lock = lock;
    }

    /** Return the run of this JVM, which is recorded from the first call on. */
    public static Run current() {
        return Holder.CURRENT;
    }

    /** Return twelve hexadecimal digits, unlike those of any other run. */
    public String id() {
        return id;
    }

    /** Return the directory of the records, which this process made. */
    public Path directory() {
        return directory;
    }

    /** Return a number that this run has not used yet. */
    public int nextNumber() {
        return counter.incrementAndGet();
    }

    /**
     * Write down something on this machine before it is made, so that it can be removed if we are killed.
     *
     * @param kind names the {@link LeftoverRemover}
     * @param properties what the remover must know
     * @return the record, to {@link #forget} once the thing is gone
     */
    public Path record(String kind, Map<String, String> properties) throws IOException {
        Properties content = new Properties();
        content.putAll(properties);
        Path record = directory.resolve("%s-%d%s".formatted(kind, nextNumber(), Runs.RECORD_SUFFIX));
        Path unfinished = record.resolveSibling(record.getFileName() + ".tmp");
        try (OutputStream out = Files.newOutputStream(unfinished)) {
            content.store(out, kind);
        }
        return Files.move(unfinished, record, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Remove a record: the thing is gone. */
    public void forget(Path record) throws IOException {
        Files.deleteIfExists(record);
    }

    /** Close something when the JVM ends, latest first, unless {@link #notAtExit} was called for it. */
    public void closeAtExit(AutoCloseable closeable) {
        atExit.push(closeable);
    }

    /** Undo {@link #closeAtExit}. */
    public void notAtExit(AutoCloseable closeable) {
        atExit.removeIf(waiting -> waiting == closeable);
    }

    void end() {
        while (!atExit.isEmpty()) {
            closeQuietly(atExit.pop());
        }
        closeQuietly(() -> {
            if (!Runs.hasRecords(directory)) {
                Runs.delete(directory);
            }
        });
        closeQuietly(lock);
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // The JVM is ending: what could not be removed stays on record, and the next run sweeps it.
            Runs.debug("Could not clean up at the end of the JVM", e);
        }
    }
}
