package dev.palindrome.cli;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.settings.DatabaseSettings;
import dev.palindrome.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Stack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that choose a server. */
final class DatabaseChoice {

    private static final String NO_VERSION = "0";

    @ArgGroup
    private @Nullable Exclusive exclusive;

    @Option(
            names = "--allow-remote",
            description = "Allow a server that is not on this machine. Only databases of our own are changed there.")
    private boolean allowRemote;

    /** At most one of these. */
    static final class Exclusive {
        @Option(
                names = "--jdbc-url",
                paramLabel = "URL",
                description = "Create test databases on this server; without a history: the database to read.")
        private @Nullable String jdbcUrl;

        @Option(names = "--image", paramLabel = "NAME", description = "Start this Docker image.")
        private @Nullable String image;

        @Option(
                names = "--embedded",
                paramLabel = "VERSION",
                arity = "0..1",
                fallbackValue = NO_VERSION,
                preprocessor = VersionOrNone.class,
                description = "Use embedded binaries, of this major version if given (14 to 18).")
        private @Nullable Integer embedded;
    }

    /** In {@code --embedded migrations} stands a folder, not a version. */
    static final class VersionOrNone implements IParameterPreprocessor {
        @Override
        public boolean preprocess(Stack<String> args, CommandSpec command, ArgSpec option, Map<String, Object> info) {
            boolean attached = "=".equals(info.get("separator"));
            if (!attached && (args.isEmpty() || !args.peek().matches("\\d+"))) {
                args.push(NO_VERSION);
            }
            return false;
        }
    }

    /** Return the words that make the same choice; none for a URL, which may hold a password. */
    List<String> words() {
        if (exclusive == null || exclusive.jdbcUrl != null) {
            return List.of();
        }
        if (exclusive.image != null) {
            return List.of("--image", exclusive.image);
        }
        return version()
                .map(version -> List.of("--embedded", version.toString()))
                .orElse(List.of("--embedded"));
    }

    /** Return the words that make the same choice; a URL is without its password. */
    List<String> wordsWithUrl() {
        List<String> words = new ArrayList<>(words());
        jdbcUrl().ifPresent(url -> words.addAll(List.of("--jdbc-url", PrintableText.withoutPasswords(url))));
        if (allowRemote) {
            words.add("--allow-remote");
        }
        return words;
    }

    /** Return the URL that was given here. */
    Optional<String> jdbcUrl() {
        return Optional.ofNullable(exclusive).map(choice -> choice.jdbcUrl);
    }

    private Optional<Integer> version() {
        return Optional.ofNullable(exclusive)
                .map(choice -> choice.embedded)
                .filter(version -> version != Integer.parseInt(NO_VERSION));
    }

    /** Return what was chosen here; what was not is taken from the settings. */
    DatabaseOptions options(Settings settings) {
        DatabaseOptions settled = DatabaseSettings.of(settings);
        boolean remote = allowRemote || settled.allowRemote();
        if (exclusive == null) {
            return new DatabaseOptions(
                    settled.jdbcUrl(), settled.image(), settled.embedded(), settled.embeddedVersion(), remote);
        }
        return new DatabaseOptions(
                exclusive.jdbcUrl,
                exclusive.image,
                exclusive.embedded != null,
                version().orElse(null),
                remote);
    }
}
