package dev.palindrome.cli;

import dev.palindrome.report.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
     * Write the text as {@link WholeFile} does.
     *
     * @throws UsageException when that fails
     */
    void write(String text) {
        write(out -> out.append(text));
    }

    /**
     * Write a text that need not be held as a whole.
     *
     * @throws UsageException when that fails
     */
    void write(WholeFile.Content content) {
        check();
        try {
            WholeFile.write(path, content);
        } catch (IOException e) {
            throw new UsageException("Cannot write %s: %s".formatted(path, e), e);
        }
    }
}
