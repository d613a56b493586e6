package dev.palindrome.database.internal.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A directory in the cache that is there as a whole or not at all: it is made under another name, and comes with a
 * list of its files and their sizes, so that damage is noticed. Processes that want the same one wait for the first.
 */
final class CacheEntry {

    private static final String MANIFEST = "manifest";
    private static final String CONTENT = "content";
    private static final int DELETE_ATTEMPTS = 50;
    private static final Object IN_THIS_JVM = new Object();
    private static final Set<PosixFilePermission> ENTERED_BY_ALL = PosixFilePermissions.fromString("rwxr-xr-x");

    private CacheEntry() {}

    /** Fills an empty directory. */
    @FunctionalInterface
    interface Maker {
        void fill(Path directory) throws IOException, InterruptedException;
    }

    /**
     * Return the content of an entry, made first if it is missing or damaged.
     *
     * @throws IOException when it cannot be made; nothing half-made stays behind
     */
    static Path get(Path root, String key, Maker maker) throws IOException, InterruptedException {
        Path entry = root.resolve(key);
        if (!isWhole(entry)) {
            synchronized (IN_THIS_JVM) {
                try (FileChannel lock = FileChannel.open(
                        root.resolve(key + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    lock(lock);
                    if (!isWhole(entry)) {
                        make(root, entry, maker);
                    }
                }
            }
        }
        return entry.resolve(CONTENT);
    }

    private static void lock(FileChannel channel) throws IOException {
        try {
            channel.lock();
        } catch (OverlappingFileLockException e) {
            // Another class loader of this JVM is at it. Work done twice does no harm: the entry is replaced as a
            // whole.
            return;
        }
    }

    private static void make(Path root, Path entry, Maker maker) throws IOException, InterruptedException {
        for (Path remains : remains(root, entry)) {
            deleteTree(remains);
        }
        Path made = Files.createTempDirectory(root, unfinishedPrefix(entry));
        try {
            Path content = Files.createDirectory(made.resolve(CONTENT));
            // Who runs the server may be someone else, whatever the umask; the root of the cache decides who gets in.
            Files.setPosixFilePermissions(made, ENTERED_BY_ALL);
            Files.setPosixFilePermissions(content, ENTERED_BY_ALL);
            maker.fill(content);
            Files.write(made.resolve(MANIFEST), manifest(content));
            if (Files.exists(entry)) {
                Path damaged = Files.createTempDirectory(root, unfinishedPrefix(entry));
                Files.move(entry, damaged, StandardCopyOption.ATOMIC_MOVE);
                deleteTree(damaged);
            }
            Files.move(made, entry, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            deleteTree(made);
        }
    }

    private static List<Path> remains(Path root, Path entry) throws IOException {
        try (var all = Files.list(root)) {
            return all.filter(path -> path.getFileName().toString().startsWith(unfinishedPrefix(entry)))
                    .toList();
        }
    }

    private static String unfinishedPrefix(Path entry) {
        return ".new-" + entry.getFileName() + "-";
    }

    private static boolean isWhole(Path entry) {
        try {
            return Files.readAllLines(entry.resolve(MANIFEST)).equals(manifest(entry.resolve(CONTENT)));
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> manifest(Path content) throws IOException {
        TreeSet<String> files = new TreeSet<>();
        Files.walkFileTree(content, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(content.relativize(file) + " " + attributes.size());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                files.add(content.relativize(directory) + "/");
                return FileVisitResult.CONTINUE;
            }
        });
        return new ArrayList<>(files);
    }

    /**
     * Delete a directory with all in it. Others may be at it too: the watchdog deletes what a server leaves, and a server
     * that is ending deletes and makes files of its own.
     *
     * @throws IOException when it cannot be deleted; it is still there then, in part
     */
    static void deleteTree(Path directory) throws IOException {
        for (int attempt = 1; Files.exists(directory, LinkOption.NOFOLLOW_LINKS); attempt++) {
            try {
                Files.walkFileTree(directory, new Deletion());
            } catch (NoSuchFileException | DirectoryNotEmptyException e) {
                // Something came or went between our looking and our deleting.
                if (attempt == DELETE_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
            if (e != null) {
                throw e;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
