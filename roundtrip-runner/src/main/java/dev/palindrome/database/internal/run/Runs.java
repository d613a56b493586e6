package dev.palindrome.database.internal.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The runs recorded on this machine, one directory each. A run is alive as long as its JVM holds the lock on the file
 * {@code lock} in its directory: the operating system frees it however the JVM ends.
 */
public final class Runs {

    static final String RECORD_SUFFIX = ".properties";

    private static final String LOCK = "lock";

    /**
     * Ids of the runs in this JVM, whatever class loader they belong to. Their lock files must not even be opened:
     * POSIX drops a process's locks on a file when the process closes any descriptor of it.
     */
    private static final String IDS_IN_THIS_JVM = "dev.palindrome.database.runs";

    private static final Duration LONGEST_BIRTH = Duration.ofMinutes(10);

    private final Path root;

    private Runs(Path root) {
        this.root = root;
    }

    /** Return the runs of this user. */
    public static Runs ofThisUser() {
        return at(CacheDirectory.root().resolve("runs"));
    }

    static Runs at(Path root) {
        return new Runs(root);
    }

    /** Begin a run: its directory is locked until the run is ended, or the JVM dies. */
    Run open() throws IOException {
        byte[] random = new byte[6];
        new SecureRandom().nextBytes(random);
        String id = HexFormat.of().formatHex(random);
        Path directory = root.resolve(id);
        Files.createDirectories(directory);
        synchronized (System.getProperties()) {
            System.setProperty(IDS_IN_THIS_JVM, System.getProperty(IDS_IN_THIS_JVM, "") + " " + id);
        }
        // Locked under another name first: a sweep takes an unlocked file of the right name for a dead run.
        Path unlocked = directory.resolve("lock.new");
        FileChannel channel = FileChannel.open(unlocked, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            channel.lock();
            Files.move(unlocked, directory.resolve(LOCK), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new Run(id, directory, channel);
    }

    /**
     * Remove what dead runs left. What cannot be removed now, or has no remover here, stays on record.
     *
     * @return what was removed, in words
     */
    public List<String> sweep(Iterable<LeftoverRemover> removers) {
        Map<String, LeftoverRemover> byKind = new HashMap<>();
        removers.forEach(remover -> byKind.put(remover.kind(), remover));
        List<String> removed = new ArrayList<>();
        for (Path directory : directories()) {
            try {
                sweep(directory, byKind, removed);
            } catch (IOException e) {
                debug("Could not sweep " + directory, e);
            }
        }
        return removed;
    }

    private static void sweep(Path directory, Map<String, LeftoverRemover> removers, List<String> removed)
            throws IOException {
        if (isOfThisJvm(directory)) {
            return;
        }
        Path lock = directory.resolve(LOCK);
        if (!Files.exists(lock)) {
            deleteIfStillborn(directory);
            return;
        }
        boolean empty;
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            if (!tryLock(channel)) {
                return;
            }
            empty = removeRecorded(directory, removers, removed);
        } catch (NoSuchFileException e) {
            return; // another sweep was quicker
        }
        if (empty) {
            delete(directory);
        }
    }

    private static boolean removeRecorded(Path directory, Map<String, LeftoverRemover> removers, List<String> removed)
            throws IOException {
        boolean empty = true;
        for (Path record : records(directory)) {
            String file = record.getFileName().toString();
            LeftoverRemover remover = removers.get(file.substring(0, file.lastIndexOf('-')));
            if (remover == null) {
                empty = false;
                continue;
            }
            try {
                Optional<String> what = remover.remove(read(record));
                what.ifPresent(removed::add);
                Files.deleteIfExists(record);
            } catch (IOException e) {
                debug("Could not remove what " + record + " names", e);
                empty = false;
            }
        }
        return empty;
    }

    private static boolean isOfThisJvm(Path directory) {
        return List.of(System.getProperty(IDS_IN_THIS_JVM, "").split(" "))
                .contains(directory.getFileName().toString());
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** A JVM died, or still is, between making the directory and locking it; it has recorded nothing yet. */
    private static void deleteIfStillborn(Path directory) throws IOException {
        Instant made = Files.getLastModifiedTime(directory).toInstant();
        if (made.isBefore(Instant.now().minus(LONGEST_BIRTH))) {
            delete(directory);
        }
    }

    private static Map<String, String> read(Path record) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(record)) {
            properties.load(in);
        } catch (IllegalArgumentException e) {
            throw new IOException("Malformed record " + record, e);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toUnmodifiableMap(Function.identity(), properties::getProperty));
    }

    private List<Path> directories() {
        return list(root, Files::isDirectory);
    }

    static boolean hasRecords(Path directory) {
        return !records(directory).isEmpty();
    }

    private static List<Path> records(Path directory) {
        return list(directory, file -> file.getFileName().toString().endsWith(RECORD_SUFFIX));
    }

    private static List<Path> list(Path directory, Predicate<Path> wanted) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(wanted).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Delete a run's directory, which holds files only. */
    static void delete(Path directory) throws IOException {
        for (Path file : list(directory, any -> true)) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(directory);
    }

    /** The logger is made when it is needed, which is hardly ever: to make it costs a tenth of a server's start. */
    static void debug(String message, Exception e) {
        System.getLogger(Runs.class.getName()).log(System.Logger.Level.DEBUG, message, e);
    }
}
