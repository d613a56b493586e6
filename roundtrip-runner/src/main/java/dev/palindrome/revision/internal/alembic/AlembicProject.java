package dev.palindrome.revision.internal.alembic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a project's Alembic files lie.
 *
 * @param directory the folder that the user named
 * @param root where its programs are started, and so what its relative paths begin at
 * @param ini its alembic.ini
 * @param toml a pyproject.toml with a section for Alembic
 * @param scriptLocation the folder of env.py, where no file names it
 * @param versions the folder of revisions alone, where there is no env.py
 * @param recognition what it was recognised by, in words
 */
record AlembicProject(
        Path directory,
        Path root,
        Optional<Path> ini,
        Optional<Path> toml,
        Optional<Path> scriptLocation,
        Optional<Path> versions,
        String recognition) {

    private static final Pattern SCRIPT_LOCATION =
            Pattern.compile("(?m)^[ \\t]*script_location[ \\t]*[=:][ \\t]*\"?([^\"\\r\\n]*?)\"?[ \\t]*$");
    private static final Pattern TOML_SECTION = Pattern.compile("(?m)^[ \\t]*\\[[ \\t]*tool\\.alembic[ \\t]*\\]");

    /** Alembic's own way to tell a revision's file from others; both names stand at the start of a line. */
    private static final Pattern REVISION =
            Pattern.compile("(?m)^revision[ \\t]*(?::[^=\\r\\n]+)?=[\\s\\S]*^down_revision[ \\t]*(?::[^=\\r\\n]+)?=|"
                    + "^down_revision[ \\t]*(?::[^=\\r\\n]+)?=[\\s\\S]*^revision[ \\t]*(?::[^=\\r\\n]+)?=");

    private static final int FOLDERS_UPWARDS = 4;

    /** Find the project that a folder belongs to; empty when it is none of Alembic's. */
    static Optional<AlembicProject> find(Path directory) {
        return Stream.of(configured(directory), environment(directory, directory), versions(directory))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<AlembicProject> configured(Path directory) {
        Path ini = directory.resolve("alembic.ini");
        if (Files.isRegularFile(ini)) {
            return scriptLocation(ini).isEmpty() && Files.isRegularFile(directory.resolve("env.py"))
                    // Flask-Migrate passes the location of the folder by itself.
                    ? Optional.of(inFolder(directory, directory, Optional.of(ini)))
                    : Optional.of(new AlembicProject(
                            directory,
                            absolute(directory),
                            Optional.of(absolute(ini)),
                            toml(directory),
                            Optional.empty(),
                            Optional.empty(),
                            "alembic.ini"));
        }
        return toml(directory)
                .map(toml -> new AlembicProject(
                        directory,
                        absolute(directory),
                        Optional.empty(),
                        Optional.of(toml),
                        Optional.empty(),
                        Optional.empty(),
                        "a section [tool.alembic] in pyproject.toml"));
    }

    /** The folder of env.py; the file that names it lies beside it, or further up. */
    private static Optional<AlembicProject> environment(Path directory, Path folder) {
        if (!Files.isRegularFile(folder.resolve("env.py")) || !Files.isDirectory(folder.resolve("versions"))) {
            return Optional.empty();
        }
        Path parent = absolute(folder).getParent();
        for (int up = 0; up < FOLDERS_UPWARDS && parent != null; up++) {
            Path ini = parent.resolve("alembic.ini");
            if (names(ini, folder)) {
                return Optional.of(new AlembicProject(
                        directory,
                        parent,
                        Optional.of(ini),
                        toml(parent),
                        Optional.empty(),
                        Optional.empty(),
                        "env.py, and " + ini + " that names its folder"));
            }
            if (toml(parent).filter(toml -> names(toml, folder)).isPresent()) {
                return Optional.of(new AlembicProject(
                        directory,
                        parent,
                        Optional.empty(),
                        toml(parent),
                        Optional.empty(),
                        Optional.empty(),
                        "env.py, and " + parent.resolve("pyproject.toml") + " that names its folder"));
            }
            parent = parent.getParent();
        }
        Path inside = folder.resolve("alembic.ini");
        return Optional.of(
                inFolder(directory, folder, Files.isRegularFile(inside) ? Optional.of(inside) : Optional.empty()));
    }

    private static AlembicProject inFolder(Path directory, Path folder, Optional<Path> ini) {
        Path parent = absolute(folder).getParent();
        return new AlembicProject(
                directory,
                parent == null ? absolute(folder) : parent,
                ini.map(AlembicProject::absolute),
                Optional.empty(),
                Optional.of(absolute(folder)),
                Optional.empty(),
                "env.py beside a folder versions");
    }

    /** A folder of revisions: with the project around it where there is one, else alone. */
    private static Optional<AlembicProject> versions(Path directory) {
        List<Path> here = revisionFiles(directory);
        Path folder = here.isEmpty() ? directory.resolve("versions") : directory;
        List<Path> files = here.isEmpty() ? revisionFiles(folder) : here;
        if (files.isEmpty()) {
            return Optional.empty();
        }
        Path parent = absolute(folder).getParent();
        if (parent != null
                && folder.equals(directory)
                && parent.resolve("versions").equals(absolute(folder))) {
            Optional<AlembicProject> around = environment(directory, parent);
            if (around.isPresent()) {
                return around;
            }
        }
        return Optional.of(new AlembicProject(
                directory,
                absolute(directory),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(absolute(folder)),
                files.size() + (files.size() == 1 ? " Python file" : " Python files")
                        + " with a down_revision, such as " + files.get(0).getFileName()));
    }

    private static List<Path> revisionFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".py"))
                    .filter(file -> REVISION.matcher(text(file)).find())
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private static Optional<Path> toml(Path directory) {
        Path toml = directory.resolve("pyproject.toml");
        return TOML_SECTION.matcher(text(toml)).find() ? Optional.of(absolute(toml)) : Optional.empty();
    }

    private static boolean names(Path file, Path folder) {
        Path directory = absolute(file).getParent();
        return directory != null
                && scriptLocation(file)
                        .map(location -> directory
                                .resolve(location.replace("%(here)s", directory.toString()))
                                .normalize())
                        .filter(absolute(folder)::equals)
                        .isPresent();
    }

    private static Optional<String> scriptLocation(Path file) {
        List<String> found = new ArrayList<>();
        Matcher matcher = SCRIPT_LOCATION.matcher(text(file));
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found.stream().filter(value -> !value.isBlank()).findFirst();
    }

    /** Return the file's text with each byte for a character; empty when it cannot be read. */
    private static String text(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            return "";
        }
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
