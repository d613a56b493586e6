package dev.palindrome.revision.internal.java;

import dev.palindrome.revision.Problem;
import dev.palindrome.revision.java.JavaRevision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The classes of a folder that are revisions. */
final class RevisionClasses {

    /** How the interface stands in the constant pool of a class that implements it. */
    private static final String MARK = "dev/palindrome/revision/java/JavaRevision";

    private static final int MOST_PACKAGES = 20;

    private final Path directory;
    private final List<Path> classPath;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * Look at a folder.
     *
     * @param classPath what the classes need beside each other
     */
    RevisionClasses(Path directory, List<Path> classPath) {
        this.directory = directory.toAbsolutePath().normalize();
        this.classPath = List.copyOf(classPath);
    }

    List<Problem> problems() {
        return problems;
    }

    /** Return the class files that speak of revisions, sorted; nothing is loaded. */
    List<Path> candidates() {
        try (Stream<Path> files = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .filter(RevisionClasses::isMarked)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private static boolean isMarked(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(MARK);
        } catch (IOException e) {
            return false;
        }
    }

    /** Return the classes that can be made and are revisions. */
    List<Class<? extends JavaRevision>> load() {
        List<Class<? extends JavaRevision>> found = new ArrayList<>();
        for (Path file : candidates()) {
            load(file).ifPresent(found::add);
        }
        return found;
    }

    /** The folder may be the root of the classes, or one of their packages: the class itself knows. */
    private Optional<Class<? extends JavaRevision>> load(Path file) {
        Path root = file.getParent();
        for (int up = 0; up < MOST_PACKAGES && root != null; up++) {
            String name =
                    root.relativize(file).toString().replaceAll("\\.class$", "").replaceAll("[/\\\\]", ".");
            try {
                return accepted(Class.forName(name, false, loader(root)), file);
            } catch (NoClassDefFoundError e) {
                if (!String.valueOf(e.getMessage()).contains("wrong name")) {
                    problem(
                            file,
                            "it needs a class that is not there: " + e.getMessage()
                                    + ". Add it to palindrome.classpath");
                    return Optional.empty();
                }
            } catch (ClassNotFoundException | LinkageError e) {
                problem(file, "the class cannot be loaded (" + e + ")");
                return Optional.empty();
            }
            root = root.getParent();
        }
        return Optional.empty();
    }

    /** What is on the class path already is taken from there, so that a test and its revisions share their classes. */
    private ClassLoader loader(Path root) {
        ClassLoader parent = Optional.ofNullable(Thread.currentThread().getContextClassLoader())
                .orElse(JavaRevision.class.getClassLoader());
        URL[] urls = Stream.concat(Stream.of(root), classPath.stream())
                .map(RevisionClasses::url)
                .toArray(URL[]::new);
        return new URLClassLoader(urls, parent);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<Class<? extends JavaRevision>> accepted(Class<?> type, Path file) {
        if (!JavaRevision.class.isAssignableFrom(type)
                || type.isInterface()
                || Modifier.isAbstract(type.getModifiers())) {
            return Optional.empty();
        }
        if (Stream.of(type.getDeclaredConstructors()).noneMatch(constructor -> constructor.getParameterCount() == 0)) {
            problem(file, "a revision needs a constructor without parameters");
            return Optional.empty();
        }
        return Optional.of(type.asSubclass(JavaRevision.class));
    }

    private void problem(Path file, String message) {
        problems.add(new Problem(directory.relativize(file), Optional.empty(), message));
    }
}
