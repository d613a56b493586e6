package dev.palindrome.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A program of PostgreSQL's client, which no test server brings along. */
public enum ClientProgram {
    PSQL("psql"),
    PG_DUMP("pg_dump");

    private final String command;

    ClientProgram(String command) {
        this.command = command;
    }

    /** The tool psql, for {@link RequiresTool}. */
    public static final class Psql implements Tool {
        @Override
        public Optional<String> absence() {
            return PSQL.absence();
        }
    }

    /** The tool pg_dump, for {@link RequiresTool}. */
    public static final class PgDump implements Tool {
        @Override
        public Optional<String> absence() {
            return PG_DUMP.absence();
        }
    }

    /**
     * Return the newest one of the machine.
     *
     * @throws IllegalStateException when there is none
     */
    public Path path() {
        return find().orElseThrow(() -> new IllegalStateException(notInstalled()));
    }

    private Optional<String> absence() {
        return find().isPresent() ? Optional.empty() : Optional.of(notInstalled());
    }

    private String notInstalled() {
        return command + " is not installed. Install PostgreSQL's client programs, version 15 or newer.";
    }

    /** Debian's own on the PATH is a slow wrapper, so look behind it first. */
    private Optional<Path> find() {
        List<Path> folders = new ArrayList<>();
        Path debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (Stream<Path> versions = Files.list(debian)) {
                versions.sorted(Comparator.reverseOrder()).forEach(version -> folders.add(version.resolve("bin")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        Arrays.stream(path.split(Pattern.quote(File.pathSeparator), -1))
                .map(Path::of)
                .forEach(folders::add);
        return folders.stream()
                .map(folder -> folder.resolve(command))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
