package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.internal.sql.SourceText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a Sqitch project keeps its files, by its {@code sqitch.conf}; those of the engine pg go before those of the core.
 *
 * @param plan the plan, relative to the folder
 * @param deploy the folder of deploy scripts
 * @param revert the folder of revert scripts
 * @param extension of the scripts
 * @param registry the schema in which Sqitch keeps what it has deployed
 * @param user who deploys
 * @param email of the user
 */
record SqitchConfiguration(
        Path plan, Path deploy, Path revert, String extension, String registry, String user, String email) {

    private static final Path FILE = Path.of("sqitch.conf");
    private static final Pattern SECTION = Pattern.compile("\\s*\\[\\s*(\\w+)(?:\\s+\"([^\"]*)\")?\\s*]\\s*([#;].*)?");
    private static final Pattern ENTRY = Pattern.compile("\\s*(\\w+)\\s*=\\s*(?:\"([^\"]*)\"|([^#;]*?))\\s*([#;].*)?");

    static SqitchConfiguration of(HistoryFolder folder) {
        Map<String, String> values = Files.isRegularFile(folder.directory().resolve(FILE))
                ? folder.read(FILE).map(SqitchConfiguration::values).orElse(Map.of())
                : Map.of();
        Path top = Path.of(value(values, "top_dir").orElse("")).normalize();
        return new SqitchConfiguration(
                value(values, "plan_file")
                        .map(file -> Path.of(file).normalize())
                        .orElse(top.resolve("sqitch.plan")),
                value(values, "deploy_dir")
                        .map(file -> Path.of(file).normalize())
                        .orElse(top.resolve("deploy")),
                value(values, "revert_dir")
                        .map(file -> Path.of(file).normalize())
                        .orElse(top.resolve("revert")),
                value(values, "extension").orElse("sql"),
                value(values, "registry").orElse("sqitch"),
                user(values, "name", "SQITCH_FULLNAME").orElseGet(() -> System.getProperty("user.name")),
                user(values, "email", "SQITCH_EMAIL").orElseGet(() -> System.getProperty("user.name") + "@localhost"));
    }

    private static Optional<String> user(Map<String, String> values, String key, String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .or(() -> Optional.ofNullable(values.get("user." + key)))
                .filter(value -> !value.isEmpty());
    }

    private static Optional<String> value(Map<String, String> values, String key) {
        return Optional.ofNullable(values.get("engine.pg." + key))
                .or(() -> Optional.ofNullable(values.get("core." + key)))
                .filter(value -> !value.isEmpty());
    }

    private static Map<String, String> values(SourceText source) {
        Map<String, String> values = new HashMap<>();
        String section = "";
        for (String line : ScriptLines.of(source)) {
            Matcher heading = SECTION.matcher(line);
            Matcher entry = ENTRY.matcher(line);
            if (heading.matches()) {
                section = heading.group(1).toLowerCase(Locale.ROOT)
                        + (heading.group(2) == null ? "" : "." + heading.group(2)) + ".";
            } else if (entry.matches()) {
                String quoted = entry.group(2);
                values.put(section + entry.group(1).toLowerCase(Locale.ROOT), quoted == null ? entry.group(3) : quoted);
            }
        }
        return values;
    }
}
