package dev.palindrome.settings;

import dev.palindrome.revision.LiquibaseOptions;
import dev.palindrome.revision.ProgramOptions;
import dev.palindrome.revision.internal.sql.PsqlVariables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The part of the settings that says how the programs of a history are started. */
public final class ProgramSettings {

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private ProgramSettings() {}

    /**
     * Return the options that the settings make.
     *
     * @throws InvalidSettingException when a part of {@code palindrome.alembicEnv}, {@code palindrome.alembicX} or {@code palindrome.sqitchSet}
     *     has no equals sign or no name that psql takes, or {@code palindrome.classpath} names a jar that is not there
     */
    public static ProgramOptions of(Settings settings) {
        return new ProgramOptions(
                settings.text(SettingKey.PYTHON),
                assignments(settings, SettingKey.ALEMBIC_ENV),
                assignments(settings, SettingKey.ALEMBIC_X),
                variables(settings),
                ClassPath.of(settings),
                new LiquibaseOptions(
                        settings.text(SettingKey.LIQUIBASE_CONTEXTS),
                        settings.text(SettingKey.LIQUIBASE_LABEL_FILTER),
                        settings.text(SettingKey.LIQUIBASE_FOLDER)));
    }

    /** The last of a name counts, as for psql. */
    private static Map<String, String> variables(Settings settings) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String assignment : assignments(settings, SettingKey.SQITCH_SET)) {
            int equals = assignment.indexOf('=');
            String name = assignment.substring(0, equals);
            if (!PsqlVariables.isName(name)) {
                throw new InvalidSettingException(
                        SettingKey.SQITCH_SET.property(),
                        assignment,
                        "NAME=VALUE, with a name of letters, digits and underscores");
            }
            variables.put(name, assignment.substring(equals + 1));
        }
        return variables;
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
