package dev.palindrome.report;

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

/** Writes text files so that nobody reads half of one: who reads at the same time sees the old text or the new one. */
public final class WholeFile {

    private WholeFile() {}

    /** Writes a text piece by piece. */
    @FunctionalInterface
    public interface Content {
        void writeTo(Appendable out) throws IOException;
    }

    /**
     * Write the text as UTF-8, with a question mark for half a character. Devices, pipes and files in folders that may not be written to are
     * written to as they are; a symbolic link stays one.
     *
     * @throws IOException when that fails; the old file is still there then, if it is one that can be replaced
     */
    public static void write(Path path, Content content) throws IOException {
        Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        boolean replaceable = !Files.exists(target) || Files.isRegularFile(target);
        if (replaceable && Files.isWritable(target.getParent())) {
            replace(target, content);
        } else {
            writeTo(target, content);
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
