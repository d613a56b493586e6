package dev.palindrome.witness;

import static org.junit.jupiter.api.Assertions.fail;

import dev.palindrome.database.TestDatabase;
import dev.palindrome.testing.ClientProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
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
    /** With a random key, before and after the text, and with --create between the database and what is in it. */
    private static final Pattern RESTRICTION = Pattern.compile("\\\\(un)?restrict .*");

    private final String password = UUID.randomUUID().toString();
    private final Properties address;
    private final String database;

    private PgDump(Properties address, String database) {
        this.address = address;
        this.database = database;
    }

    /** Find the program, and make a role for it: on a server of our own only, whose password nobody else knows. */
    static PgDump of(TestDatabase database) throws SQLException {
        PgDump dump = new PgDump(Driver.parseURL(database.jdbcUrl(), new Properties()), database.name());
        try (Connection session = database.connect()) {
            Corpus.execute(session, "create role " + Corpus.ROLE + " superuser login password '" + dump.password + "'");
        }
        return dump;
    }

    /** Return the dump of the schema and of what was said of the database itself. */
    String normalised() throws IOException, InterruptedException {
        return normalise(run(ClientProgram.PG_DUMP, database, "--schema-only", "--create"));
    }

    /** Restore a plain dump of the schema into another database of the same server. */
    void restoreInto(TestDatabase target) throws IOException, InterruptedException {
        Path script = Files.createTempFile("dump", ".sql");
        try {
            Files.writeString(script, run(ClientProgram.PG_DUMP, database, "--schema-only"));
            run(
                    ClientProgram.PSQL,
                    target.name(),
                    "--no-psqlrc",
                    "--quiet",
                    "--set=ON_ERROR_STOP=1",
                    "--file=" + script);
        } finally {
            Files.delete(script);
        }
    }

    private String run(ClientProgram program, String target, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                program.path().toString(),
                "--host=" + address.getProperty("PGHOST"),
                "--port=" + address.getProperty("PGPORT"),
                "--username=" + Corpus.ROLE,
                "--dbname=" + target));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", password);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? output : fail(program + " failed: " + output);
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
                        && !RESTRICTION.matcher(line).matches()
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
