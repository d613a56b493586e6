package dev.palindrome.jpa;

import dev.palindrome.database.Database;
import dev.palindrome.jpa.internal.SchemaGenerator;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.Driver;

/**
 * A JVM that lets a provider create a schema: one that hangs can be ended, and no class of ours gets in the way of the user's. It ends
 * with this JVM, whose end closes its standard input.
 */
record GeneratorProcess(String unit, List<Path> classPath) {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final int LINES_KEPT = 20;

    /** Return what went wrong; empty when the schema was created. */
    Optional<String> run(Database database) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Djava.awt.headless=true",
                            "-cp",
                            ownClassPath(),
                            SchemaGenerator.class.getName())
                    .start();
            try {
                return converse(process, database);
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new PersistenceUnitException("A Java process for the persistence unit cannot be started: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PersistenceUnitException("The persistence unit '" + unit + "' was interrupted", e);
        }
    }

    private Optional<String> converse(Process process, Database database) throws IOException, InterruptedException {
        FutureTask<List<String>> said = inBackground(() -> lastLines(process.getErrorStream()));
        FutureTask<List<SchemaGenerator.Fault>> answer = inBackground(() -> {
            send(process, database);
            try (DataInputStream in = new DataInputStream(process.getInputStream())) {
                return SchemaGenerator.Fault.readAll(in);
            }
        });
        try {
            return Failure.of(answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.of("  it was ended after " + LIMIT.toMinutes() + " minutes");
        } catch (ExecutionException e) {
            // It ended before it answered: what it said is all that there is to know.
            process.destroyForcibly().waitFor();
            return Optional.of("  the Java process has ended with status " + process.exitValue() + spoken(said));
        }
    }

    private static String spoken(FutureTask<List<String>> said) throws InterruptedException {
        try {
            return said.get(1, TimeUnit.SECONDS).stream()
                    .map(line -> System.lineSeparator() + "  " + line)
                    .collect(Collectors.joining());
        } catch (ExecutionException | TimeoutException e) {
            return "";
        }
    }

    /** The password goes neither into the list of processes nor into the environment. */
    private void send(Process process, Database database) throws IOException {
        DataOutputStream out = new DataOutputStream(process.getOutputStream());
        new SchemaGenerator.Request(
                        unit,
                        classPath.stream()
                                .map(entry -> entry.toAbsolutePath().toString())
                                .toList(),
                        database.jdbcUrl(),
                        password(database))
                .writeTo(out);
        out.flush();
    }

    private static String password(Database database) {
        String[] account = Optional.ofNullable(URI.create(database.libpqUri()).getRawUserInfo())
                .orElse("")
                .split(":", 2);
        return account.length < 2 ? "" : URLDecoder.decode(account[1].replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** One jar, or the folders of a build. */
    private static String ownClassPath() {
        return Stream.of(SchemaGenerator.class, Driver.class)
                .map(GeneratorProcess::place)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> lastLines(InputStream stream) throws IOException {
        List<String> lines = new ArrayList<>();
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                if (lines.size() > LINES_KEPT) {
                    lines.remove(0);
                }
            }
        }
        return lines;
    }

    private static <T> FutureTask<T> inBackground(Callable<T> action) {
        FutureTask<T> task = new FutureTask<>(action);
        Thread thread = new Thread(task, "palindrome-persistence-unit");
        thread.setDaemon(true);
        thread.start();
        return task;
    }
}
