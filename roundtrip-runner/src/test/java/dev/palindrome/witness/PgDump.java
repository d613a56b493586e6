package dev.palindrome.witness;

import static org.junit.jupiter.api.Assertions.fail;

import dev.palindrome.database.TestDatabase;
import dev.palindrome.testing.ClientProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.Driver;

/**
 * {@code pg_dump --schema-only}, brought into a form in which equal schemas give equal text: its entries in one order,
 * settings beside what they are for, grants without their history. The one that is installed dumps PostgreSQL 15.
 */
final class PgDump {

    private static final Pattern ENTRY = Pattern.compile("(?m)^--\n(?=-- Name: )");
    private static final Pattern SETTING =
            Pattern.compile("SET (default_tablespace|default_table_access_method) = .*;");
    private static final String ROLE = "witness";

    private final Path program;
    private final String password = UUID.randomUUID().toString();
    private final List<String> connection;

    private PgDump(Path program, List<String> connection) {
        this.program = program;
        this.connection = connection;
    }

    /** Find the program, and make a role for it: on a server of our own only, whose password nobody else knows. */
    static PgDump of(TestDatabase database) throws SQLException {
        Properties address = Driver.parseURL(database.jdbcUrl(), new Properties());
        PgDump dump = new PgDump(
                ClientProgram.PG_DUMP.path(),
                List.of(
                        "--host=" + address.getProperty("PGHOST"),
                        "--port=" + address.getProperty("PGPORT"),
                        "--username=" + ROLE,
                        "--dbname=" + database.name()));
        try (Connection session = database.connect();
                Statement statement = session.createStatement()) {
            statement.execute("create role " + ROLE + " superuser login password '" + dump.password + "'");
        }
        return dump;
    }

    String normalised() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString(), "--schema-only"));
        command.addAll(connection);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", password);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            return fail("pg_dump failed: " + output);
        }
        return normalise(output);
    }

    static String normalise(String dump) {
        List<String> entries = new ArrayList<>();
        String settings = "";
        for (String entry : ENTRY.splitAsStream(dump).toList()) {
            if (entry.startsWith("-- Name: ")) {
                entries.add(isPlaced(entry) ? settings + "\n" + text(entry) : text(entry));
            }
            // a setting stands before the header of the entry that it is for, and lasts until the next
            settings = merge(settings, entry.lines().filter(PgDump::isSetting).toList());
        }
        return entries.stream().sorted().collect(Collectors.joining("\n"));
    }

    private static boolean isSetting(String line) {
        return SETTING.matcher(line).matches();
    }

    private static String merge(String settings, List<String> changed) {
        List<String> merged = new ArrayList<>(settings.lines().toList());
        for (String line : changed) {
            String name = line.substring(0, line.indexOf('='));
            merged.removeIf(old -> old.startsWith(name));
            merged.add(line);
        }
        return merged.stream().sorted().collect(Collectors.joining("\n"));
    }

    private static boolean isPlaced(String entry) {
        return Pattern.compile("; Type: (TABLE|MATERIALIZED VIEW|INDEX|CONSTRAINT);")
                .matcher(entry)
                .find();
    }

    private static String text(String entry) {
        Stream<String> lines = entry.lines()
                .filter(line -> !isSetting(line)
                        && !line.startsWith("\\unrestrict")
                        && !line.equals("--")
                        && !line.startsWith("-- PostgreSQL"));
        boolean isAcl = Pattern.compile("\\A-- Name: .*; Type: (DEFAULT )?ACL;")
                .matcher(entry)
                .find();
        return (isAcl ? lines.sorted() : lines)
                .collect(Collectors.joining("\n"))
                .strip();
    }
}
