package dev.palindrome.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** palindrome.jar is all that somebody needs beside Java. */
class RunnableJarTest {

    private static final Path SERVICES = Path.of("roundtrip-runner/src/main/resources/META-INF/services");

    @Tag("database")
    @Test
    void it_runs_where_nothing_else_is(@TempDir Path folder) throws Exception {
        Path jar = Files.copy(Built.jar(), folder.resolve("palindrome.jar"));
        Path migrations = Path.of("samples/forgotten-drop-type/migrations").toAbsolutePath();

        String text = Built.run(
                folder,
                Map.of(),
                List.of(Built.java(), "-jar", jar.toString(), "verify", migrations.toString(), "--embedded"));

        assertThat(text)
                .startsWith("palindrome " + Built.version() + ", 2 revisions in ")
                .contains("embedded PostgreSQL", "DROP TYPE public.order_status;")
                .endsWith("exit code 1\n");
    }

    /** Such as in a container whose file system is read-only. */
    @Test
    void it_says_so_where_it_may_write_nowhere(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        Path migrations = Path.of("samples/forgotten-drop-type/migrations").toAbsolutePath();

        String text = Built.run(
                folder,
                Map.of("PALINDROME_CACHE", file.toString()),
                List.of(
                        Built.java(),
                        "-Djava.io.tmpdir=" + file,
                        "-jar",
                        Built.jar().toString(),
                        "verify",
                        migrations.toString(),
                        "--embedded"));

        assertThat(text)
                .endsWith("error: Cannot write to %1$s, nor to the temporary directory %1$s. ".formatted(file)
                        + "Name a directory with the property palindrome.cache or the variable PALINDROME_CACHE.\n"
                        + "exit code 2\n");
    }

    @Test
    void services_of_all_that_is_in_it_are_there() throws IOException {
        try (JarFile jar = new JarFile(Built.jar().toFile());
                Stream<Path> services = Files.list(SERVICES)) {
            for (Path service : services.toList()) {
                String name = "META-INF/services/" + service.getFileName();
                assertThat(read(jar, name).lines())
                        .as(name)
                        .containsAll(Files.readAllLines(service).stream()
                                .filter(line -> !line.isBlank())
                                .toList());
            }
            assertThat(read(jar, "META-INF/services/java.sql.Driver"))
                    .contains("org.postgresql.Driver", "testcontainers");
        }
    }

    @Test
    void licences_are_kept_and_signatures_are_not() throws IOException {
        try (JarFile jar = new JarFile(Built.jar().toFile())) {
            List<String> names = jar.stream().map(JarEntry::getName).toList();

            assertThat(read(jar, "META-INF/LICENSE")).isEqualTo(Files.readString(Path.of("LICENSE")));
            assertThat(read(jar, "META-INF/licenses/THIRD-PARTY.txt"))
                    .contains(
                            "org.testcontainers:testcontainers:",
                            "us.fatehi:schemacrawler:",
                            "(BSD-2-Clause) PostgreSQL JDBC");
            assertThat(names)
                    .contains(
                            "META-INF/licenses/postgresql/META-INF/LICENSE",
                            "META-INF/licenses/commons-compress/META-INF/NOTICE.txt")
                    .doesNotHaveDuplicates()
                    .noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|DSA|RSA|EC)"));
        }
    }

    private static String read(JarFile jar, String name) throws IOException {
        JarEntry entry = jar.getJarEntry(name);
        assertThat(entry).as(name).isNotNull();
        return new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    }
}
