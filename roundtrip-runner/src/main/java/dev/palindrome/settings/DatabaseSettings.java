package dev.palindrome.settings;

import dev.palindrome.database.DatabaseOptions;
import java.util.Locale;
import java.util.Optional;

/** The part of the settings that chooses a server. */
public final class DatabaseSettings {

    private DatabaseSettings() {}

    /**
     * Return the options that the settings make.
     *
     * @throws InvalidSettingException when {@code palindrome.embedded} is neither true, false nor a major version
     */
    public static DatabaseOptions of(Settings settings) {
        Optional<String> embedded =
                settings.text(SettingKey.EMBEDDED).filter(value -> !value.equalsIgnoreCase("false"));
        Optional<Integer> version = embedded.filter(
                        value -> !value.toLowerCase(Locale.ROOT).equals("true"))
                .map(DatabaseSettings::majorVersion);
        return new DatabaseOptions(
                settings.text(SettingKey.JDBC_URL).orElse(null),
                settings.text(SettingKey.IMAGE).orElse(null),
                embedded.isPresent(),
                version.orElse(null),
                settings.flag(SettingKey.ALLOW_REMOTE));
    }

    private static int majorVersion(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new InvalidSettingException(
                    SettingKey.EMBEDDED.property(), value, "true, false or a major version of PostgreSQL such as 18");
        }
    }
}
