package dev.palindrome.settings;

import dev.palindrome.revision.internal.text.Nearest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Reads settings from properties first, then from the environment, then from the project's file {@code palindrome.properties}. Immutable.
 *
 * <p>An empty value counts as none, so that a variable can be switched off in a shell.
 */
public final class Settings {

    private final Function<String, Optional<String>> properties;
    private final Map<String, String> environment;
    private final Map<String, String> file;

    private Settings(
            Function<String, Optional<String>> properties, Map<String, String> environment, Map<String, String> file) {
        this.properties = properties;
        this.environment = Map.copyOf(environment);
        this.file = Map.copyOf(file);
    }

    /**
     * Return the settings of this JVM, and of the nearest {@code palindrome.properties} in the working folder or above.
     *
     * @throws UnknownSettingException when a system property, variable or key of the file with our prefix is none of ours
     * @throws InvalidSettingException when a value of the file refers to nothing, or holds a password
     */
    public static Settings ofSystem() {
        return of(System.getProperties(), System.getenv(), Path.of(""));
    }

    /** As {@link #of(Properties, Map)}, and of the nearest {@code palindrome.properties} in a folder or above it. */
    public static Settings of(Properties properties, Map<String, String> environment, Path folder) {
        checkNames(properties.stringPropertyNames(), environment.keySet());
        Map<String, String> file = SettingsFile.find(folder)
                .map(found -> SettingsFile.read(found, environment))
                .orElse(Map.of());
        return new Settings(key -> Optional.ofNullable(properties.getProperty(key)), environment, file);
    }

    /**
     * Return the settings that these properties and variables make.
     *
     * @throws UnknownSettingException when one with our prefix is none of ours
     */
    public static Settings of(Properties properties, Map<String, String> environment) {
        checkNames(properties.stringPropertyNames(), environment.keySet());
        return new Settings(key -> Optional.ofNullable(properties.getProperty(key)), environment, Map.of());
    }

    /** Return settings that ask this function before anything else; it is given names such as {@code palindrome.seed}. */
    public Settings withFirst(Function<String, Optional<String>> first) {
        return new Settings(key -> first.apply(key).or(() -> properties.apply(key)), environment, file);
    }

    private static void checkNames(Set<String> properties, Set<String> variables) {
        new TreeSet<>(properties).forEach(Settings::checkProperty);
        List<String> known =
                Arrays.stream(SettingKey.values()).map(SettingKey::variable).toList();
        for (String variable : new TreeSet<>(variables)) {
            if (variable.startsWith("PALINDROME_")
                    && !known.contains(variable)
                    && !variable.equals(SettingsFile.ENVIRONMENT)) {
                throw new UnknownSettingException(variable, suggestion(variable, known));
            }
        }
    }

    /**
     * Check a property's name; those without our prefix are none of our business.
     *
     * @throws UnknownSettingException when it has our prefix and is none of ours
     */
    public static void checkProperty(String property) {
        if (SettingKey.isOurs(property)) {
            known(property);
        }
    }

    /** Return the key of a property, in either spelling. */
    static SettingKey known(String property) {
        return SettingKey.withProperty(property).orElseThrow(() -> {
            List<String> known =
                    Arrays.stream(SettingKey.values()).map(SettingKey::property).toList();
            return new UnknownSettingException(property, suggestion(property, known));
        });
    }

    private static String suggestion(String unknown, List<String> known) {
        return Nearest.to(unknown, known)
                .map("Did you mean '%s'?"::formatted)
                .orElse("Known are: %s.".formatted(String.join(", ", known)));
    }

    public Optional<String> text(SettingKey key) {
        return properties
                .apply(key.property())
                .or(() -> properties.apply(key.hyphenated()))
                .or(() -> Optional.ofNullable(environment.get(key.variable())).filter(value -> !value.isBlank()))
                .or(() -> Optional.ofNullable(file.get(key.property())))
                .filter(value -> !value.isBlank())
                .map(String::strip);
    }

    /** Return the value as {@code true} or {@code false}; false when it is not set. */
    public boolean flag(SettingKey key) {
        return text(key)
                .map(value -> switch (value.toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new InvalidSettingException(key.property(), value, "true or false");
                })
                .orElse(false);
    }

    /** Return the value as a whole number. */
    public Optional<Long> number(SettingKey key) {
        return text(key).map(value -> {
            try {
                return Long.valueOf(value);
            } catch (NumberFormatException e) {
                throw new InvalidSettingException(key.property(), value, "a whole number");
            }
        });
    }
}
