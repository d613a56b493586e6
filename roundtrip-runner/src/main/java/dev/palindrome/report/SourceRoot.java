package dev.palindrome.report;

import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.SourcePosition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder from which a build server counts the paths of files: that of the checkout. Paths are compared as they are written, so
 * that a symbolic link is not followed out of the checkout.
 *
 * @param path absolute and normalised
 */
public record SourceRoot(Path path) {

    private static final String WORKSPACE = "GITHUB_WORKSPACE";
    private static final String UNRESERVED = "-._~";

    public SourceRoot {
        path = path.toAbsolutePath().normalize();
    }

    /**
     * Return the root of a folder of migrations: {@code GITHUB_WORKSPACE} if the folder is in there, else the nearest folder above
     * it that is a Git repository, else the working folder.
     */
    public static SourceRoot of(Path migrations, Map<String, String> environment) {
        Path folder = migrations.toAbsolutePath().normalize();
        return Optional.ofNullable(environment.get(WORKSPACE))
                .filter(workspace -> !workspace.isEmpty())
                .map(workspace -> Path.of(workspace).toAbsolutePath().normalize())
                .filter(folder::startsWith)
                .or(() -> Stream.iterate(folder, parent -> parent != null, Path::getParent)
                        .filter(parent -> Files.exists(parent.resolve(".git")))
                        .findFirst())
                .map(SourceRoot::new)
                .orElseGet(() -> new SourceRoot(Path.of("")));
    }

    /** Return the file of a position, relative to this folder and with slashes; its absolute path when it is not in here. */
    String file(RevisionHistory history, SourcePosition position) {
        return relative(history.directory().resolve(position.file()))
                .orElseGet(() -> history.directory()
                        .resolve(position.file())
                        .toAbsolutePath()
                        .normalize())
                .toString()
                .replace('\\', '/');
    }

    /** Return the file of a position as a relative URI; empty when it is not in this folder. */
    Optional<String> uri(RevisionHistory history, SourcePosition position) {
        return relative(history.directory().resolve(position.file()))
                .map(file -> encodedPath(file.toString().replace('\\', '/')));
    }

    /** Return a path with slashes as a reference for a link. */
    static String encodedPath(String path) {
        return Stream.of(path.split("/", -1)).map(SourceRoot::encoded).collect(Collectors.joining("/"));
    }

    private Optional<Path> relative(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(path) ? Optional.of(path.relativize(absolute)) : Optional.empty();
    }

    /** RFC 3986: what is not unreserved. A colon, too, since it would end a scheme in the first segment of a relative URI. */
    private static String encoded(String segment) {
        StringBuilder text = new StringBuilder();
        for (byte octet : segment.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xff);
            boolean letterOrDigit = character < 0x80 && Character.isLetterOrDigit(character);
            if (letterOrDigit || UNRESERVED.indexOf(character) >= 0) {
                text.append(character);
            } else {
                text.append(String.format("%%%02X", (int) character));
            }
        }
        return text.toString();
    }
}
