package dev.palindrome.rehearsal;

import dev.palindrome.deploy.ClientProgram;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * What pg_dump has written: SQL, as it is or in gzip, or one of the formats that pg_restore reads (PostgreSQL manual, pg_dump, option
 * {@code --format}). pg_restore is only asked for the SQL, so that it need not fit the server, and all formats are restored in one way.
 */
record DumpFile(Path path) {

    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] CUSTOM = "PGDMP".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TAR = "ustar".getBytes(StandardCharsets.US_ASCII);
    private static final int TAR_AT = 257;
    private static final int HEAD = 512;

    /** A directory dump's table of contents; pg_dump always writes it under this name, compressed or not. */
    private static final List<String> CONTENTS = List.of("toc.dat", "toc.dat.gz");

    private static final Map<String, byte[]> COMPRESSED = Map.of(
            "zstd", new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd},
            "xz", new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z'},
            "bzip2", new byte[] {'B', 'Z', 'h'},
            "lz4", new byte[] {0x04, 0x22, 0x4d, 0x18},
            "zip", new byte[] {'P', 'K', 0x03, 0x04});

    /** SQL that is read from a dump. */
    interface Sql extends AutoCloseable {

        /** Return what lines of it are counted in, for messages. */
        String place();

        InputStream stream();

        /**
         * Look whether it was all of the dump; called once it is read to its end.
         *
         * @throws RehearsalException when the program that wrote it failed
         */
        void requireWhole() throws IOException, InterruptedException;

        @Override
        void close() throws IOException;
    }

    /**
     * Look whether it is there and of a known format, before a server is started.
     *
     * @throws RehearsalException when it is not, or there is no pg_restore for it
     */
    void check() {
        try {
            if (isArchive()) {
                pgRestore();
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * Begin to read.
     *
     * @throws RehearsalException as {@link #check()}
     */
    Sql open() throws IOException {
        if (isArchive()) {
            return new Archive(pgRestore(), path);
        }
        InputStream file = new BufferedInputStream(Files.newInputStream(path));
        try {
            return new Plain(
                    path.toString(),
                    startsWith(head(), GZIP) ? new BufferedInputStream(new GZIPInputStream(file)) : file);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private Path pgRestore() {
        return ClientProgram.find("pg_restore")
                .orElseThrow(() -> new RehearsalException(
                        "There is no pg_restore on the path, which reads %s: install PostgreSQL's client programs, of the version of the pg_dump that wrote it or newer, or write the dump with --format=plain"
                                .formatted(path)));
    }

    private boolean isArchive() throws IOException {
        if (Files.isDirectory(path)) {
            if (CONTENTS.stream().map(path::resolve).noneMatch(Files::exists)) {
                throw new RehearsalException(
                        "%s is a folder without toc.dat: expected a file, or a folder that pg_dump --format=directory wrote"
                                .formatted(path));
            }
            return true;
        }
        byte[] head = head();
        Optional<String> compressed = COMPRESSED.entrySet().stream()
                .filter(known -> startsWith(head, known.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
        if (compressed.isPresent()) {
            throw new RehearsalException(
                    "%s is compressed with %s, which is not read here: decompress it first, or use gzip"
                            .formatted(path, compressed.get()));
        }
        if (head.length == 0) {
            throw new RehearsalException("%s is empty: expected a dump that pg_dump wrote".formatted(path));
        }
        boolean tar = head.length >= TAR_AT + TAR.length
                && Arrays.equals(head, TAR_AT, TAR_AT + TAR.length, TAR, 0, TAR.length);
        boolean archive = tar || startsWith(head, CUSTOM);
        if (!archive && !startsWith(head, GZIP) && hasZero(head)) {
            throw new RehearsalException(
                    "%s is neither SQL in UTF-8 nor in a format that pg_restore reads: let pg_dump write it by itself, with --file"
                            .formatted(path));
        }
        return archive;
    }

    /** What is no text, and text in UTF-16, as some shells write what a program prints. */
    private static boolean hasZero(byte[] bytes) {
        for (byte each : bytes) {
            if (each == 0) {
                return true;
            }
        }
        return false;
    }

    private byte[] head() throws IOException {
        try (InputStream file = Files.newInputStream(path)) {
            return file.readNBytes(HEAD);
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] magic) {
        return bytes.length >= magic.length && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
    }

    RehearsalException unreadable(IOException e) {
        return new RehearsalException(
                Files.notExists(path)
                        ? "There is no %s: expected a dump that pg_dump wrote".formatted(path)
                        : "%s cannot be read: %s".formatted(path, e.getMessage()),
                e);
    }

    private record Plain(String place, InputStream stream) implements Sql {
        @Override
        public void requireWhole() {
            // Nobody else had a part in it.
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }

    /** What pg_restore makes of an archive. */
    private static final class Archive implements Sql {

        private final Path program;
        private final Path path;
        private final Path complaints;
        private final Process process;
        private final InputStream stream;

        Archive(Path program, Path path) throws IOException {
            this.program = program;
            this.path = path;
            this.complaints = Files.createTempFile("palindrome-pg_restore", ".txt");
            ProcessBuilder builder = new ProcessBuilder(
                            program.toString(),
                            "--create",
                            "--file=-",
                            path.toAbsolutePath().toString())
                    .redirectError(complaints.toFile());
            builder.environment().put("LC_ALL", "C");
            try {
                this.process = builder.start();
            } catch (IOException e) {
                Files.delete(complaints);
                throw e;
            }
            process.getOutputStream().close();
            this.stream = new BufferedInputStream(process.getInputStream());
        }

        @Override
        public String place() {
            return "the SQL that pg_restore writes of " + path;
        }

        @Override
        public InputStream stream() {
            return stream;
        }

        @Override
        public void requireWhole() throws IOException, InterruptedException {
            if (process.waitFor() != 0) {
                String said = Files.readString(complaints).strip();
                boolean newer = said.contains("unsupported version");
                throw new RehearsalException("%s cannot read %s: %s\n%s"
                        .formatted(
                                program,
                                path,
                                said,
                                newer
                                        ? "Install PostgreSQL's client programs of the version of the pg_dump that wrote it, or newer."
                                        : "Look whether the dump is whole, and write it anew."));
            }
        }

        /** It ends by itself once nobody reads any more; a process that does not is not waited for. */
        @Override
        public void close() throws IOException {
            process.destroy();
            stream.close();
            Files.deleteIfExists(complaints);
        }
    }
}
