package dev.palindrome.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.UUID;

/** A file that the user wants written. */
record OutputFile(Path path) {

    /**
     * Look whether it can be written, before the work and not after it. Nothing is made.
     *
     * @throws UsageException when it cannot
     */
    void check() {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new UsageException("Cannot write %s: there is no folder %s, make it first".formatted(path, folder));
        }
        if (Files.isDirectory(path)) {
            throw new UsageException("Cannot write %s: it is a folder, name a file in it".formatted(path));
        }
        if (!Files.isWritable(Files.exists(path) ? path : folder)) {
            throw new UsageException("Cannot write %s: check the permissions".formatted(path));
        }
    }

    /**
     * Write the text as UTF-8, with a question mark for half a character. Who reads the file at the same time sees the old text or
     * the new one, where the file's folder may be written to; devices and pipes are written to as they are.
     *
     * @throws UsageException when that fails
     */
    void write(String text) {
        write(out -> out.append(text));
    }

    /** Writes a text piece by piece. */
    @FunctionalInterface
    interface Content {
        void writeTo(Appendable out) throws IOException;
    }

    /**
     * Write a text that need not be held as a whole, as UTF-8.
     *
     * @throws UsageException when that fails
     */
    void write(Content content) {
        check();
        try {
            // A symbolic link stays one.
            Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
            boolean replaceable = !Files.exists(target) || Files.isRegularFile(target);
            if (replaceable && Files.isWritable(target.getParent())) {
                replace(target, content);
            } else {
                writeTo(target, content);
            }
        } catch (IOException e) {
            throw new UsageException("Cannot write %s: %s".formatted(path, e), e);
        }
    }

    /** In the encoder of a stream, half a character becomes a question mark; that of {@link Files#newBufferedWriter} refuses it. */
    private static void writeTo(Path target, Content content, OpenOption... options) throws IOException {
        try (Writer writer = new BufferedWriter(
                new OutputStreamWriter(Files.newOutputStream(target, options), StandardCharsets.UTF_8))) {
            content.writeTo(writer);
        }
    }

    private static void replace(Path target, Content content) throws IOException {
        Path draft = target.resolveSibling("." + UUID.randomUUID() + ".tmp");
        try {
            writeTo(draft, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            keepPermissions(target, draft);
            try {
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void keepPermissions(Path target, Path draft) throws IOException {
        if (Files.exists(target) && Files.getFileAttributeView(target, PosixFileAttributeView.class) != null) {
            Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(target));
        }
    }
}
