package dev.palindrome.settings;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The class path of the user's project: {@code palindrome.classpath}, or where builds put classes. */
public final class ClassPath {

    /** Written by the commands that the documentation names. */
    private static final List<String> LISTS = List.of("target/classpath.txt", "build/classpath.txt");

    private static final List<String> FOLDERS = List.of(
            "target/classes",
            "build/classes/java/main",
            "build/classes/kotlin/main",
            "build/classes/groovy/main",
            "build/resources/main");

    private static final Pattern BETWEEN = Pattern.compile("\\R|" + Pattern.quote(File.pathSeparator));

    private ClassPath() {}

    /**
     * Return the folders and jars that the settings name; empty where they name none.
     *
     * @throws InvalidSettingException when a jar, or a file that is to list further ones, is not there
     */
    public static List<Path> of(Settings settings) {
        return settings.text(SettingKey.CLASSPATH).map(ClassPath::parse).orElse(List.of());
    }

    /**
     * Return where builds in a folder put classes, as far as it is there: {@code target/classes} and the like, and what
     * {@code target/classpath.txt} lists.
     *
     * @throws InvalidSettingException when a jar that is listed is not there
     */
    public static List<Path> usual(Path folder) {
        List<Path> entries = new ArrayList<>();
        FOLDERS.stream().map(folder::resolve).filter(Files::isDirectory).forEach(entries::add);
        LISTS.stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .forEach(list -> entries.addAll(parse("@" + list)));
        return List.copyOf(entries);
    }

    /**
     * Read a list with the platform's separator. In it, {@code @file} stands for what a file lists, and {@code lib/*} for the jars of
     * a folder. Folders that are not there are left out, as by java; a jar that is not there is a mistake.
     */
    static List<Path> parse(String text) {
        List<Path> entries = new ArrayList<>();
        for (String entry : split(text)) {
            if (entry.startsWith("@")) {
                split(read(entry.substring(1), text)).forEach(listed -> add(listed, entry, entries));
            } else {
                add(entry, text, entries);
            }
        }
        return List.copyOf(entries);
    }

    private static List<String> split(String text) {
        return BETWEEN.splitAsStream(text)
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    private static String read(String file, String origin) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            throw invalid(origin, "a file of folders and jars after the @; " + file + " cannot be read (" + e + ")");
        }
    }

    private static void add(String entry, String origin, List<Path> entries) {
        if (entry.endsWith("/*") || entry.endsWith(File.separator + "*")) {
            entries.addAll(jars(path(entry.substring(0, entry.length() - 2), origin)));
            return;
        }
        Path path = path(entry, origin);
        if (Files.exists(path)) {
            entries.add(path);
        } else if (entry.endsWith(".jar")) {
            throw invalid(
                    origin,
                    "folders and jars with '%s' between them; there is no %s".formatted(File.pathSeparator, entry));
        }
    }

    private static Path path(String entry, String origin) {
        try {
            return Path.of(entry);
        } catch (InvalidPathException e) {
            throw invalid(origin, "folders and jars with '%s' between them".formatted(File.pathSeparator));
        }
    }

    private static List<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static InvalidSettingException invalid(String value, String expected) {
        return new InvalidSettingException(SettingKey.CLASSPATH.property(), value, expected);
    }
}
