package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.internal.sql.SourceText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
 * @param target the name of what is deployed to unless another one is named; empty for none
 * @param variables of psql, by the section that holds them, such as {@code deploy}, or {@code target.test}
 */
record SqitchConfiguration(
        Path plan,
        Path deploy,
        Path revert,
        String extension,
        String registry,
        String user,
        String email,
        Optional<String> target,
        Map<String, Map<String, String>> variables) {

    private static final Path FILE = Path.of("sqitch.conf");
    private static final Pattern SECTION =
            Pattern.compile("\\s*\\[\\s*([\\w.]+)(?:\\s+\"([^\"]*)\")?\\s*]\\s*([#;].*)?");
    private static final Pattern ENTRY =
            Pattern.compile("\\s*(\\w+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^#;]*?))\\s*([#;].*)?");
    private static final String VARIABLES = ".variables.";

    static SqitchConfiguration of(HistoryFolder folder) {
        List<Entry> entries = Files.isRegularFile(folder.directory().resolve(FILE))
                ? folder.read(FILE).map(SqitchConfiguration::entries).orElse(List.of())
                : List.of();
        Map<String, String> values = new HashMap<>();
        entries.forEach(entry -> values.put(entry.section() + entry.key().toLowerCase(Locale.ROOT), entry.value()));
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
                user(values, "email", "SQITCH_EMAIL").orElseGet(() -> System.getProperty("user.name") + "@localhost"),
                Optional.ofNullable(values.get("core.target"))
                        .or(() -> Optional.ofNullable(values.get("engine.pg.target")))
                        .filter(value -> !value.isEmpty()),
                variables(entries));
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

    /** In a section, a name counts in whatever case it is repeated, and keeps that in which it stood first. */
    private static Map<String, Map<String, String>> variables(List<Entry> entries) {
        Map<String, Map<String, String>> variables = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.section().endsWith(VARIABLES)) {
                String owner = entry.section().substring(0, entry.section().length() - VARIABLES.length());
                variables
                        .computeIfAbsent(owner, section -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER))
                        .put(entry.key(), entry.value());
            }
        }
        return variables;
    }

    /** @param section with a dot behind it */
    private record Entry(String section, String key, String value) {}

    private static List<Entry> entries(SourceText source) {
        List<Entry> entries = new ArrayList<>();
        String section = "";
        for (String line : ScriptLines.of(source)) {
            Matcher heading = SECTION.matcher(line);
            Matcher entry = ENTRY.matcher(line);
            if (heading.matches()) {
                section = heading.group(1).toLowerCase(Locale.ROOT)
                        + (heading.group(2) == null ? "" : "." + heading.group(2)) + ".";
            } else if (entry.matches()) {
                String value = entry.group(2) == null ? entry.group(3) : unescaped(entry.group(2));
                entries.add(new Entry(section, entry.group(1), value));
            }
        }
        return entries;
    }

    /** As Config::GitLike does it, one after the other: a quote keeps its backslash. */
    private static String unescaped(String quoted) {
        return quoted.replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\\b", "\b")
                .replace("\\\\", "\\");
    }
}
