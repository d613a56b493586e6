package dev.palindrome.settings;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The file {@code palindrome.properties} of a project. Its keys are those of the system properties; one with the name of an environment
 * before it, such as {@code prod.palindrome.jdbcUrl}, counts in that environment only, and goes before the plain one.
 */
final class SettingsFile {

    /** The name of the file. */
    static final String NAME = "palindrome.properties";

    /** Names the environment. */
    static final String ENVIRONMENT = "PALINDROME_ENV";

    /** Names in lower case are placeholders of our own, as in {@code palindrome.alembicEnv}. */
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\{(?:(?<name>[A-Z_][A-Z0-9_]*)(?::-(?<otherwise>[^}]*))?|file:(?<file>[^}]+))}");

    private static final Pattern KEY =
            Pattern.compile("(?:(?<environment>[a-z][a-z0-9-]*)\\.)?(?<key>palindrome\\..+)");

    private static final Pattern PASSWORD = Pattern.compile("://[^/@:]*:[^@/$]+@|[?&]password=[^&$]+");

    private final Path file;
    private final Map<String, String> values = new HashMap<>();

    private SettingsFile(Path file) {
        this.file = file;
    }

    /** Return the nearest file in a folder or above it. */
    static Optional<Path> find(Path folder) {
        for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            Path file = at.resolve(NAME);
            if (Files.isRegularFile(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /**
     * Read a file.
     *
     * @param environment the variables that its values may refer to; {@value #ENVIRONMENT} names the environment
     * @return the values by property, such as {@code palindrome.seed}
     * @throws InvalidSettingException when a value refers to nothing, or holds a password
     * @throws UnknownSettingException when a key is none of ours
     */
    static Map<String, String> read(Path file, Map<String, String> environment) {
        SettingsFile reading = new SettingsFile(file);
        reading.read(environment);
        return reading.values;
    }

    private void read(Map<String, String> environment) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InvalidSettingException(
                    file.toString(), "unreadable (" + e + ")", "a file of properties in UTF-8");
        }
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidSettingException(file.toString(), String.valueOf(e.getMessage()), "a file of properties");
        }
        Optional<String> chosen =
                Optional.ofNullable(environment.get(ENVIRONMENT)).filter(name -> !name.isBlank());
        Map<String, String> special = new HashMap<>();
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            Matcher key = KEY.matcher(name);
            String place = place(text, name);
            if (!key.matches()) {
                throw new UnknownSettingException(
                        place + ": " + name, "Keys are palindrome.NAME, or ENVIRONMENT.palindrome.NAME.");
            }
            String property = Settings.known(key.group("key")).property();
            String value = properties.getProperty(name);
            if (key.group("environment") == null) {
                values.put(property, resolved(place + ": " + name, value, environment));
            } else if (chosen.filter(key.group("environment")::equals).isPresent()) {
                special.put(property, resolved(place + ": " + name, value, environment));
            }
        }
        values.putAll(special);
    }

    private String place(String text, String name) {
        List<String> lines = text.lines().toList();
        int line = IntStream.range(0, lines.size())
                .filter(index -> lines.get(index).strip().startsWith(name))
                .findFirst()
                .orElse(0);
        return file + ":" + (line + 1);
    }

    private String resolved(String origin, String value, Map<String, String> environment) {
        if (PASSWORD.matcher(value).find()) {
            throw new InvalidSettingException(
                    origin,
                    "a URL with a password in it",
                    "the password as ${NAME}, from the environment, or ${file:path}");
        }
        Matcher matcher = REFERENCE.matcher(value);
        return matcher.replaceAll(found -> Matcher.quoteReplacement(value(origin, matcher, found, environment)));
    }

    private String value(String origin, Matcher matcher, MatchResult found, Map<String, String> environment) {
        if (matcher.group("file") != null) {
            Path referred =
                    Optional.ofNullable(file.getParent()).orElse(Path.of("")).resolve(matcher.group("file"));
            try {
                return Files.readString(referred, StandardCharsets.UTF_8).strip();
            } catch (IOException e) {
                throw new InvalidSettingException(origin, found.group(), "a file that can be read, was " + e);
            }
        }
        String set = environment.get(matcher.group("name"));
        if (set != null && !set.isEmpty()) {
            return set;
        }
        if (matcher.group("otherwise") == null) {
            throw new InvalidSettingException(
                    origin, found.group(), "a variable that is set, or ${" + matcher.group("name") + ":-default}");
        }
        return matcher.group("otherwise");
    }
}
