package dev.palindrome.deploy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds PostgreSQL's client programs, which a machine has or has not. */
public final class ClientProgram {

    private ClientProgram() {}

    /** Return the first program of this name on the path. Debian's own there is a wrapper that chooses by cluster; it will do. */
    public static Optional<Path> find(String name) {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> Stream.of(name, name + ".exe").map(Path.of(folder)::resolve))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
