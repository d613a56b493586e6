package dev.palindrome.junit;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A path of a project: in the working directory, or in one of Maven's folders of resources. */
final class ProjectPath {

    private static final List<Path> ROOTS =
            List.of(Path.of(""), Path.of("src/main/resources"), Path.of("src/test/resources"));

    private ProjectPath() {}

    /** Return every place that the path may mean; an absolute path is the same below every root. */
    static List<Path> candidates(String path) {
        return ROOTS.stream().map(root -> root.resolve(path)).distinct().toList();
    }

    static Optional<Path> first(Path path, Predicate<Path> wanted) {
        return candidates(path.toString()).stream().filter(wanted).findFirst();
    }

    /** Return the places, with where they are looked for. */
    static String lookedFor(Path path) {
        return candidates(path.toString()).stream().map(Path::toString).collect(Collectors.joining(", ")) + " in "
                + Path.of("").toAbsolutePath();
    }
}
