package dev.palindrome.database.internal.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where palindrome keeps what outlives a run: {@code palindrome.cache}, else {@code PALINDROME_CACHE}, else {@code
 * palindrome} in {@code XDG_CACHE_HOME} or {@code ~/.cache}; a directory of the user's own among the temporary files
 * when that cannot be written.
 */
public final class CacheDirectory {

    private static @Nullable Path root;

    private CacheDirectory() {}

    /**
     * Return the directory, which exists, belongs to this user and can be entered by nobody else.
     *
     * @throws UncheckedIOException when none can be written
     */
    public static synchronized Path root() {
        if (root == null) {
            root = choose(System::getProperty, System::getenv);
        }
        return root;
    }

    /**
     * Return a directory of this user among the temporary files, made if need be.
     *
     * @param purpose part of its name
     * @param permissions as in {@code rwx------}
     * @throws IOException when it cannot be made, or someone else made it
     */
    public static Path temporary(String purpose, String permissions) throws IOException {
        Path directory = Path.of(property("java.io.tmpdir"), purpose + "-" + property("user.name"));
        Files.createDirectories(directory, permissions(permissions));
        // Anyone may make directories among the temporary files: one that another user prepared must not be trusted.
        if (!belongsToThisUser(directory)) {
            throw new IOException(directory + " belongs to someone else");
        }
        return directory;
    }

    static Path choose(UnaryOperator<@Nullable String> properties, UnaryOperator<@Nullable String> environment) {
        Path wanted = wanted(properties, environment);
        try {
            // Below may lie directories of another user, such as root under sudo with this user's home.
            requireWritable(wanted);
            requireWritable(wanted.resolve("runs"));
            requireWritable(wanted.resolve("postgresql"));
            return wanted;
        } catch (IOException e) {
            return temporary(wanted, e);
        }
    }

    private static Path temporary(Path unusable, IOException why) {
        try {
            return temporary("palindrome", "rwx------");
        } catch (IOException e) {
            e.addSuppressed(why);
            throw new UncheckedIOException(
                    "Cannot write to %s, nor to the temporary directory %s. Name a directory with the property palindrome.cache or the variable PALINDROME_CACHE."
                            .formatted(unusable, property("java.io.tmpdir")),
                    e);
        }
    }

    private static Path wanted(
            UnaryOperator<@Nullable String> properties, UnaryOperator<@Nullable String> environment) {
        String explicit = firstSet(properties.apply("palindrome.cache"), environment.apply("PALINDROME_CACHE"));
        if (explicit != null) {
            return Path.of(explicit).toAbsolutePath().normalize();
        }
        String caches = environment.apply("XDG_CACHE_HOME");
        // The XDG Base Directory Specification tells to ignore a relative path.
        if (caches != null && Path.of(caches).isAbsolute()) {
            return Path.of(caches, "palindrome").normalize();
        }
        // Java takes user.home from the password file on some systems, whatever HOME says.
        String home = firstSet(environment.apply("HOME"), properties.apply("user.home"));
        return Path.of(Objects.requireNonNullElse(home, "."), ".cache", "palindrome")
                .toAbsolutePath()
                .normalize();
    }

    private static @Nullable String firstSet(@Nullable String first, @Nullable String second) {
        if (first != null && !first.isBlank()) {
            return first;
        }
        return second == null || second.isBlank() ? null : second;
    }

    private static void requireWritable(Path directory) throws IOException {
        Files.createDirectories(directory, permissions("rwx------"));
        Files.delete(Files.createTempFile(directory, "write", ".test"));
    }

    private static boolean belongsToThisUser(Path directory) throws IOException {
        Path probe = Files.createTempFile(directory, "owner", ".test");
        try {
            return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(directory).equals(Files.getOwner(probe));
        } finally {
            Files.delete(probe);
        }
    }

    private static FileAttribute<?>[] permissions(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), name);
    }
}
