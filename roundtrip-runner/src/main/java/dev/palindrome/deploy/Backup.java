package dev.palindrome.deploy;

import dev.palindrome.database.Database;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Lets pg_dump write a database into a file before it is changed. */
public final class Backup {

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

    private Backup() {}

    /**
     * Write the database to a new file, in the custom format that pg_restore reads.
     *
     * @param directory made if it is not there
     * @return the file
     * @throws DeploymentException when there is no pg_dump, or it fails; nothing is left then
     */
    public static Path write(Database database, Path directory, Clock clock) {
        Path program = ClientProgram.find("pg_dump")
                .orElseThrow(() -> new DeploymentException(
                        "There is no pg_dump on the path, which --backup needs: install PostgreSQL's client programs"));
        Path file = directory.resolve(database.name().replaceAll("[^A-Za-z0-9_.-]", "_") + "-"
                + NAME.format(clock.instant().atOffset(ZoneOffset.UTC)) + ".dump");
        try {
            Files.createDirectories(directory);
            if (Files.exists(file)) {
                throw new DeploymentException(file + " is there already: wait a second, or name another folder");
            }
            // Under its own name it is a whole one, whatever ends this process meanwhile.
            Path partial = Path.of(file + ".partial");
            dump(program, database, partial);
            return Files.move(partial, file);
        } catch (IOException e) {
            throw new DeploymentException("The backup " + file + " cannot be written: " + e);
        }
    }

    private static void dump(Path program, Database database, Path file) throws IOException {
        URI uri = URI.create(database.libpqUri());
        String account = Optional.ofNullable(uri.getRawUserInfo()).orElse("");
        int colon = account.indexOf(':');
        ProcessBuilder builder = new ProcessBuilder(
                        program.toString(),
                        "--format=custom",
                        "--file=" + file,
                        // A password on the command line could be read by everybody on the machine.
                        "--dbname="
                                + (colon < 0
                                        ? uri.toString()
                                        : uri.toString().replace(account, account.substring(0, colon))))
                .redirectErrorStream(true);
        if (colon >= 0) {
            builder.environment()
                    .put(
                            "PGPASSWORD",
                            URLDecoder.decode(
                                    account.substring(colon + 1).replace("+", "%2B"), StandardCharsets.UTF_8));
        }
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                Files.deleteIfExists(file);
                throw new DeploymentException("The backup failed, and nothing was changed: " + said);
            }
        } catch (InterruptedException e) {
            process.destroy();
            Files.deleteIfExists(file);
            Thread.currentThread().interrupt();
            throw new DeploymentException("The backup was interrupted, and nothing was changed");
        }
    }
}
