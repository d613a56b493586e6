package dev.palindrome.settings;

import dev.palindrome.revision.LiquibaseOptions;
import dev.palindrome.revision.ProgramOptions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The part of the settings that says how the programs of a history are started. */
public final class ProgramSettings {

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private ProgramSettings() {}

    /**
     * Return the options that the settings make.
     *
     * @throws InvalidSettingException when a part of {@code palindrome.alembicEnv} or {@code palindrome.alembicX} has no equals sign, or
     *     {@code palindrome.classpath} names a jar that is not there
     */
    public static ProgramOptions of(Settings settings) {
        return new ProgramOptions(
                settings.text(SettingKey.PYTHON),
                assignments(settings, SettingKey.ALEMBIC_ENV),
                assignments(settings, SettingKey.ALEMBIC_X),
                ClassPath.of(settings),
                new LiquibaseOptions(
                        settings.text(SettingKey.LIQUIBASE_CONTEXTS),
                        settings.text(SettingKey.LIQUIBASE_LABEL_FILTER),
                        settings.text(SettingKey.LIQUIBASE_FOLDER)));
    }

    private static List<String> assignments(Settings settings, SettingKey key) {
        Optional<String> value = settings.text(key);
        List<String> parts = value.stream().flatMap(BLANKS::splitAsStream).toList();
        if (parts.stream().anyMatch(part -> part.indexOf('=') < 1)) {
            throw new InvalidSettingException(
                    key.property(), value.orElse(""), "NAME=VALUE, several with blanks between them");
        }
        return parts;
    }
}
