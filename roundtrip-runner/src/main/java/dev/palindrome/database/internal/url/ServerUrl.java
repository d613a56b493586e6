package dev.palindrome.database.internal.url;

import dev.palindrome.database.DatabaseConfigurationException;
import dev.palindrome.database.internal.ServerAddress;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A server as the user named it: a URL of the JDBC driver (https://jdbc.postgresql.org/documentation/use/), or one of
 * libpq (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS). No message repeats the URL,
 * which may hold a password.
 *
 * @param address of the server, with the database named in the URL for administration
 */
record ServerUrl(ServerAddress address) {

    private static final String JDBC = "jdbc:postgresql:";

    /** Groups: user and password, hosts, database, parameters. */
    private static final Pattern URL = Pattern.compile(
            "//(?:(?<login>[^/?]*)@)?(?<hosts>[^/?]*)(?:/(?<database>[^?]*))?(?:\\?(?<parameters>.*))?");

    private static final Pattern HOST =
            Pattern.compile("(?:\\[(?<v6>[0-9a-fA-F:.%]+)]|(?<name>[^:@\\[\\]]*))(?::(?<port>\\d{1,5}))?");

    /** What we set ourselves for each session, or take apart. */
    private static final Set<String> OURS = Set.of(
            "user", "password", "preferQueryMode", "ApplicationName", "loginTimeout", "connectTimeout", "tcpKeepAlive");

    /** They would make the driver connect to another host than the one that we looked at. */
    private static final Set<String> REDIRECTING = Set.of("PGHOST", "PGPORT", "PGDBNAME", "service");

    /** What libpq calls otherwise than the driver, or the same; others mean nothing to the driver. */
    private static final Map<String, String> FROM_LIBPQ = Map.of(
            "sslmode", "sslmode",
            "sslrootcert", "sslrootcert",
            "sslcert", "sslcert",
            "sslkey", "sslkey",
            "sslpassword", "sslpassword",
            "options", "options",
            "channel_binding", "channelBinding",
            "user", "user",
            "password", "password");

    private static final String EXAMPLE = "jdbc:postgresql://localhost:5432/postgres?user=NAME";

    /**
     * Read a URL.
     *
     * @param environment gives PGUSER and PGPASSWORD for a URL without; a password that is still missing is left to the
     *     driver, which looks into the file {@code .pgpass}
     * @throws DatabaseConfigurationException when it is none
     */
    static ServerUrl parse(String url, UnaryOperator<@Nullable String> environment) {
        boolean libpq = url.startsWith("postgresql:") || url.startsWith("postgres:");
        if (!libpq && !url.startsWith(JDBC)) {
            throw new DatabaseConfigurationException(
                    "Expected a PostgreSQL URL such as %s, or postgresql://NAME@localhost:5432/postgres, was one that begins with '%s'."
                            .formatted(EXAMPLE, scheme(url)));
        }
        String rest = libpq ? url.substring(url.indexOf(':') + 1) : url.substring(JDBC.length());
        Matcher matcher = URL.matcher(withHosts(rest));
        if (!matcher.matches() || (!libpq && matcher.group("login") != null)) {
            throw malformed(
                    libpq
                            ? "the parts are not in their order"
                            : "the user and the password of a JDBC URL stand in its parameters");
        }
        Map<String, String> parameters = parameters(matcher.group("parameters"), libpq);
        if (libpq) {
            login(matcher.group("login"), parameters);
        }
        String user = firstSet(parameters.remove("user"), environment.apply("PGUSER"), System.getProperty("user.name"));
        String password = firstSet(parameters.remove("password"), environment.apply("PGPASSWORD"));
        String database = firstSet(decode(matcher.group("database"), libpq), user);
        parameters.keySet().removeAll(OURS);
        return new ServerUrl(new ServerAddress(
                hosts(matcher.group("hosts")),
                database == null ? "postgres" : database,
                user == null ? "postgres" : user,
                password,
                parameters));
    }

    /** The driver lets host and port away: {@code jdbc:postgresql:database}, {@code jdbc:postgresql:/database}. */
    private static String withHosts(String rest) {
        if (rest.startsWith("//")) {
            return rest;
        }
        return rest.startsWith("/") ? "//" + rest : "///" + rest;
    }

    private static Map<String, String> parameters(@Nullable String text, boolean libpq) {
        Map<String, String> parameters = new TreeMap<>();
        for (String parameter : text == null ? new String[0] : text.split("&")) {
            String[] nameAndValue = parameter.split("=", 2);
            String name = nameAndValue[0];
            if (REDIRECTING.contains(name)
                    || (libpq && List.of("host", "hostaddr", "port", "dbname").contains(name))) {
                throw new DatabaseConfigurationException(
                        "The parameter %s cannot be used in the server's URL: write host, port and database before the question mark, as in %s. A Unix socket cannot be used; localhost can."
                                .formatted(name, EXAMPLE));
            }
            String known = libpq ? FROM_LIBPQ.get(name) : name;
            if (known != null && !known.isEmpty()) {
                parameters.put(known, decode(nameAndValue.length > 1 ? nameAndValue[1] : "", libpq));
            }
        }
        return parameters;
    }

    private static void login(@Nullable String login, Map<String, String> parameters) {
        if (login != null) {
            String[] userAndPassword = login.split(":", 2);
            parameters.put("user", decode(userAndPassword[0], true));
            if (userAndPassword.length > 1) {
                parameters.put("password", decode(userAndPassword[1], true));
            }
        }
    }

    private static String hosts(String hosts) {
        for (String host : hosts.split(",", -1)) {
            if (!HOST.matcher(host).matches()) {
                throw malformed("the host is none, such as localhost:5432 or [::1]:5432");
            }
        }
        return hosts.isEmpty() ? "localhost" : hosts;
    }

    /** Return a URL's part without its percent signs; only in parameters of the driver a plus sign is a blank. */
    private static String decode(@Nullable String text, boolean plusIsPlus) {
        try {
            String encoded = text == null ? "" : text;
            return URLDecoder.decode(plusIsPlus ? encoded.replace("+", "%2B") : encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Without the cause, which quotes the text.
            throw malformed("a percent sign must be followed by two hexadecimal digits; itself it is written %25");
        }
    }

    private static @Nullable String firstSet(@Nullable String... values) {
        return Arrays.stream(values)
                .flatMap(value -> Optional.ofNullable(value).stream())
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private static String scheme(String url) {
        Matcher scheme = Pattern.compile("(?:jdbc:)?[a-z][a-z0-9+.-]{0,20}:").matcher(url);
        return scheme.lookingAt() ? scheme.group() : "?";
    }

    private static DatabaseConfigurationException malformed(String why) {
        return new DatabaseConfigurationException(
                "The server's URL cannot be read: %s. Expected one such as %s.".formatted(why, EXAMPLE));
    }

    /**
     * Refuse a server on another machine.
     *
     * @throws DatabaseConfigurationException when one of the hosts is, or may be, another machine, or is unknown
     */
    void requireLoopback() {
        if (address.parameters().containsKey("socketFactory")) {
            throw refusal("The parameter socketFactory may lead to another machine");
        }
        for (String hostAndPort : address.hosts().split(",", -1)) {
            Matcher matcher = HOST.matcher(hostAndPort);
            if (matcher.matches()) {
                String host = firstSet(matcher.group("v6"), matcher.group("name"), "localhost");
                if (!isLoopback(host == null ? "localhost" : host)) {
                    throw refusal("Host %s is another machine".formatted(host));
                }
            }
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            throw new DatabaseConfigurationException(
                    "Host %s of the server's URL is unknown. Check its name.".formatted(host), e);
        }
    }

    private static DatabaseConfigurationException refusal(String what) {
        return new DatabaseConfigurationException(
                "%s. Palindrome creates and drops databases of its own there only if it is allowed to: --allow-remote, or palindrome.allowRemote=true."
                        .formatted(what));
    }
}
