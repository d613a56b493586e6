package dev.palindrome.database;

import dev.palindrome.database.internal.run.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Chooses where test databases come from. Safe for use by several threads. */
public final class TestServers {

    private static final Map<DatabaseOptions, TestServer> SHARED = new ConcurrentHashMap<>();

    /** Sources of a user's own stand between these: after the URL, before what we would start ourselves. */
    private static final List<String> FIRST = List.of("url");

    private static final List<String> LAST = List.of("docker", "embedded");

    private TestServers() {}

    /**
     * Start a server, or connect to one: the JDBC URL if there is one, else Docker, else embedded binaries. A choice that
     * the options make is kept to. The caller closes the server; if it does not, the end of the JVM does.
     *
     * @throws NoDatabaseException when no source can give a server
     * @throws DatabaseConfigurationException when the options name a server that cannot be used
     */
    public static TestServer start(DatabaseOptions options) {
        Leftovers.sweep();
        return start(options, sources());
    }

    /**
     * Return the one server of this JVM for equal options, started by the first call. It is closed when the JVM ends;
     * closing it earlier makes it useless to all.
     *
     * @throws NoDatabaseException when no source can give a server
     * @throws DatabaseConfigurationException when the options name a server that cannot be used
     */
    public static TestServer shared(DatabaseOptions options) {
        return SHARED.computeIfAbsent(options, TestServers::start);
    }

    static TestServer start(DatabaseOptions options, List<DatabaseSource> sources) {
        List<NoDatabaseException.Attempt> attempts = new ArrayList<>();
        for (DatabaseSource source : inOrder(options, sources)) {
            try {
                return chosen(source.start(options), attempts);
            } catch (DatabaseUnavailableException e) {
                attempts.add(new NoDatabaseException.Attempt(source.name(), e));
            }
        }
        throw new NoDatabaseException(attempts);
    }

    static List<DatabaseSource> sources() {
        return ServiceLoader.load(DatabaseSource.class, DatabaseSource.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    private static List<DatabaseSource> inOrder(DatabaseOptions options, List<DatabaseSource> sources) {
        String only = onlySource(options);
        return sources.stream()
                .filter(source -> only == null ? !FIRST.contains(source.name()) : only.equals(source.name()))
                .sorted(Comparator.comparingInt((DatabaseSource source) -> LAST.indexOf(source.name()))
                        .thenComparing(DatabaseSource::name))
                .toList();
    }

    private static @Nullable String onlySource(DatabaseOptions options) {
        if (options.jdbcUrl() != null) {
            return "url";
        }
        if (options.image() != null) {
            return "docker";
        }
        return options.embedded() || options.embeddedVersion() != null ? "embedded" : null;
    }

    private static TestServer chosen(TestServer server, List<NoDatabaseException.Attempt> attempts) {
        String refusals = attempts.stream()
                .map(attempt -> attempt.source() + ": " + attempt.refusal().reason() + "; ")
                .collect(Collectors.joining());
        ChosenServer chosen = new ChosenServer(server, refusals + server.description());
        Run.current().closeAtExit(chosen);
        return chosen;
    }
}
