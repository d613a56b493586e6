package dev.palindrome.revision.internal.alembic;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ways in which projects let their database be named from outside: the environment variables that are in common use, and those
 * that the user says.
 *
 * @param uri libpq's connection URI
 */
record DatabaseVariables(String uri) {

    private static final List<String> URLS = List.of(
            "DATABASE_URL",
            "DATABASE_URI",
            "DATABASE_DSN",
            "SQLALCHEMY_DATABASE_URL",
            "SQLALCHEMY_DATABASE_URI",
            "SQLALCHEMY_URL",
            "DB_URL",
            "DB_URI",
            "DB_DSN",
            "POSTGRES_URL",
            "POSTGRES_URI",
            "POSTGRES_DSN",
            "POSTGRESQL_URL",
            "PG_URL",
            "PG_DSN",
            "ALEMBIC_DATABASE_URL");

    private static final Map<String, List<String>> PARTS = Map.of(
            "host",
                    List.of(
                            "POSTGRES_HOST",
                            "POSTGRES_SERVER",
                            "POSTGRES_HOSTNAME",
                            "DB_HOST",
                            "DATABASE_HOST",
                            "PGHOST"),
            "port", List.of("POSTGRES_PORT", "DB_PORT", "DATABASE_PORT", "PGPORT"),
            "user",
                    List.of(
                            "POSTGRES_USER",
                            "POSTGRES_USERNAME",
                            "DB_USER",
                            "DB_USERNAME",
                            "DATABASE_USER",
                            "DATABASE_USERNAME",
                            "PGUSER"),
            "password", List.of("POSTGRES_PASSWORD", "DB_PASSWORD", "DB_PASS", "DATABASE_PASSWORD", "PGPASSWORD"),
            "database",
                    List.of(
                            "POSTGRES_DB",
                            "POSTGRES_DATABASE",
                            "POSTGRES_DBNAME",
                            "DB_NAME",
                            "DB_DATABASE",
                            "DATABASE_NAME",
                            "PGDATABASE"));

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(url|host|port|user|password|database)}");

    /** {@code postgresql+asyncpg} and the like: which driver a project uses is its own affair. */
    private static final Pattern SCHEME = Pattern.compile("(postgresql\\+\\w+)://.*", Pattern.DOTALL);

    private static final String DEFAULT_PORT = "5432";

    /**
     * What a URI says of the connection besides the database, and the variables that say the same ("Environment Variables" of libpq in the
     * PostgreSQL manual). Drivers without libpq, as of asyncpg, refuse it in a URI.
     */
    private static final Map<String, String> SETTINGS = Map.of(
            "sslmode", "PGSSLMODE",
            "sslcert", "PGSSLCERT",
            "sslkey", "PGSSLKEY",
            "sslrootcert", "PGSSLROOTCERT",
            "options", "PGOPTIONS");

    /**
     * Return the variables for a process, by name.
     *
     * @param own {@code NAME=VALUE} with placeholders, which go before those in common use
     * @param inherited the environment that the process would have otherwise
     */
    Map<String, String> environment(List<String> own, Map<String, String> inherited) {
        Map<String, String> values = values();
        Map<String, String> all = new LinkedHashMap<>();
        for (String name : URLS) {
            Matcher scheme = SCHEME.matcher(inherited.getOrDefault(name, ""));
            all.put(name, scheme.matches() ? url().replaceFirst("^postgresql", scheme.group(1)) : url());
        }
        query().forEach((setting, value) ->
                Optional.ofNullable(SETTINGS.get(setting)).ifPresent(variable -> all.put(variable, decoded(value))));
        PARTS.forEach((part, names) -> names.forEach(name -> all.put(name, values.getOrDefault(part, ""))));
        for (String assignment : own) {
            String[] nameAndValue = assignment.split("=", 2);
            all.put(nameAndValue[0], filled(nameAndValue[1]));
        }
        return all;
    }

    /** Return the URI without what a variable says; what none says stays. */
    String url() {
        String rest = query().entrySet().stream()
                .filter(setting -> !SETTINGS.containsKey(setting.getKey()))
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining("&"));
        return uri.split("\\?", 2)[0] + (rest.isEmpty() ? "" : "?" + rest);
    }

    private Map<String, String> query() {
        Map<String, String> settings = new LinkedHashMap<>();
        Stream.of(Optional.ofNullable(URI.create(uri).getRawQuery()).orElse("").split("&"))
                .map(setting -> setting.split("=", 2))
                .filter(setting -> setting.length == 2)
                .forEach(setting -> settings.put(setting[0], setting[1]));
        return settings;
    }

    /** Return the arguments with their placeholders filled. */
    List<String> filled(List<String> arguments) {
        List<String> filled = new ArrayList<>();
        arguments.forEach(argument -> filled.add(filled(argument)));
        return filled;
    }

    String database() {
        return values().getOrDefault("database", "");
    }

    private String filled(String text) {
        Map<String, String> values = values();
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), "")));
    }

    private Map<String, String> values() {
        URI parsed = URI.create(uri);
        String[] account =
                Optional.ofNullable(parsed.getRawUserInfo()).orElse("").split(":", 2);
        return Map.of(
                "url",
                url(),
                "host",
                Optional.ofNullable(parsed.getHost()).orElse("localhost"),
                "port",
                parsed.getPort() < 0 ? DEFAULT_PORT : Integer.toString(parsed.getPort()),
                "user",
                decoded(account[0]),
                "password",
                account.length > 1 ? decoded(account[1]) : "",
                "database",
                parsed.getPath().replaceFirst("^/", ""));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
