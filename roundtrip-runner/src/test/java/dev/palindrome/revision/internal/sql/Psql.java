package dev.palindrome.revision.internal.sql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** The real psql: the witness of how a script is read. */
final class Psql {

    private static final Pattern ERROR =
            Pattern.compile("^psql:[^\\n]*?:\\d+: (?:ERROR: {2}|FATAL: {2}|error: )(.*)$", Pattern.MULTILINE);

    private final Path program;
    private final List<String> connection;
    private final String password;

    private Psql(Path program, List<String> connection, String password) {
        this.program = program;
        this.connection = connection;
        this.password = password;
    }

    static Psql of(Path program, String jdbcUrl, String user, String password) {
        Properties properties = Driver.parseURL(jdbcUrl, new Properties());
        if (properties == null) {
            throw new IllegalArgumentException("No PostgreSQL URL: " + jdbcUrl);
        }
        return new Psql(
                program,
                List.of(
                        "-h", properties.getProperty(PGProperty.PG_HOST.getName()),
                        "-p", properties.getProperty(PGProperty.PG_PORT.getName()),
                        "-d", properties.getProperty(PGProperty.PG_DBNAME.getName()),
                        "-U", user),
                password);
    }

    /** Return the same psql, started with these variables. */
    Psql withVariables(Map<String, String> variables) {
        List<String> options = new ArrayList<>(connection);
        variables.forEach((name, value) -> options.addAll(List.of("-v", name + "=" + value)));
        return new Psql(program, options, password);
    }

    /** Run a script, and return the first line of each error, which begins with its SQLSTATE. */
    List<String> errorsOf(Path script, boolean stopAtFirst) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString(), "-X", "-q", "-v", "VERBOSITY=verbose"));
        command.addAll(connection);
        if (stopAtFirst) {
            command.addAll(List.of("-v", "ON_ERROR_STOP=1"));
        }
        command.addAll(List.of("-f", script.toString()));
        Path output = script.resolveSibling(script.getFileName() + ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(output.toFile());
        builder.environment().put("PGPASSWORD", password);
        builder.environment().put("PGCLIENTENCODING", "UTF8");
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("psql did not end within 30 s: " + script);
        }
        return errors(Files.readString(output, StandardCharsets.UTF_8));
    }

    private static List<String> errors(String output) {
        List<String> errors = new ArrayList<>();
        Matcher matcher = ERROR.matcher(output);
        while (matcher.find()) {
            errors.add(matcher.group(1));
        }
        // psql's own complaints, such as one that it cannot connect, are no verdict on a script.
        if (errors.isEmpty() && output.contains("psql: error:")) {
            throw new IllegalStateException(output);
        }
        return errors;
    }
}
