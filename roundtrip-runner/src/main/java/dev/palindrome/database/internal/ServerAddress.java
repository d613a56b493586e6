package dev.palindrome.database.internal;

import dev.palindrome.database.internal.run.Run;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * Where a server listens, and who we are there. Its text forms never hold the password.
 *
 * @param hosts as in a JDBC URL: {@code localhost:5432}, or several with commas between
 * @param adminDatabase the database for sessions that create and drop others
 * @param user the role that owns what we create
 * @param password null when the driver is to find one ({@code .pgpass}), or none is needed
 * @param parameters further connection parameters of the driver
 */
public record ServerAddress(
        String hosts,
        String adminDatabase,
        String user,
        @Nullable String password,
        Map<String, String> parameters) {

    /** Not through DriverManager: it loads every driver on the class path first, Testcontainers' among them. */
    private static final Driver DRIVER = new Driver();

    /** A server under load may be slow to fork, but a test run must not hang on one that never answers. */
    private static final int LOGIN_TIMEOUT_SECONDS = 10;

    /** Parameters that are as secret as the password. */
    private static final Set<String> SECRETS = Set.of("sslpassword");

    /** Parameters that mean the same to libpq as to the driver. */
    private static final Set<String> LIBPQ_PARAMETERS =
            Set.of("sslmode", "sslcert", "sslkey", "sslrootcert", "sslpassword", "options");

    public ServerAddress {
        parameters = Map.copyOf(parameters);
    }

    /** Return a JDBC URL for one of the server's databases, without the password. */
    public String jdbcUrl(String database) {
        Map<String, String> all = new TreeMap<>(parameters);
        all.keySet().removeAll(SECRETS);
        all.put("user", user);
        return "jdbc:postgresql://%s/%s?%s"
                .formatted(
                        hosts,
                        encode(database),
                        all.entrySet().stream()
                                .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue()))
                                .collect(Collectors.joining("&")));
    }

    /** Return libpq's URI for one of the server's databases, with the password; of several hosts, the first. */
    public String libpqUri(String database) {
        String query = parameters.entrySet().stream()
                .filter(parameter ->
                        LIBPQ_PARAMETERS.contains(parameter.getKey().toLowerCase(Locale.ROOT)))
                .sorted(Map.Entry.comparingByKey())
                .map(parameter -> parameter.getKey().toLowerCase(Locale.ROOT) + "=" + percent(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return "postgresql://%s%s@%s/%s%s"
                .formatted(
                        percent(user),
                        password == null ? "" : ":" + percent(password),
                        hosts.split(",", 2)[0],
                        percent(database),
                        query.isEmpty() ? "" : "?" + query);
    }

    private static String percent(String text) {
        return encode(text).replace("+", "%20");
    }

    /**
     * Open a session in simple query mode.
     *
     * @throws SQLException when the server refuses, or cannot be reached
     */
    public Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("preferQueryMode", "simple");
        properties.setProperty("ApplicationName", applicationName());
        properties.setProperty("loginTimeout", Integer.toString(LOGIN_TIMEOUT_SECONDS));
        properties.setProperty("connectTimeout", Integer.toString(LOGIN_TIMEOUT_SECONDS));
        properties.setProperty("tcpKeepAlive", "true");
        SECRETS.stream()
                .filter(parameters::containsKey)
                .forEach(secret -> properties.setProperty(secret, parameters.get(secret)));
        if (password != null) {
            properties.setProperty("password", password);
        }
        return Objects.requireNonNull(DRIVER.connect(jdbcUrl(database), properties), "the driver knows its URLs");
    }

    /** Return the name under which our sessions stand in {@code pg_stat_activity}. */
    static String applicationName() {
        return "palindrome " + Run.current().id();
    }

    @Override
    public String toString() {
        return jdbcUrl(adminDatabase);
    }

    private static String encode(String text) {
        // The driver decodes as URLDecoder does: a plus sign is a blank there.
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
